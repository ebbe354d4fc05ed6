package org.ostrichml.fetch;

import java.net.URI;
import java.util.List;
import org.ostrichml.fetch.KnownModel.Keys;

/** The models and data that many publications use, and where their makers keep them. */
final class Catalog {
  private static final String MODELS =
      "https://storage.googleapis.com/download.tensorflow.org/models/";
  private static final String MNIST = "https://storage.googleapis.com/cvdf-datasets/mnist/";
  private static final List<Integer> SIGNED = List.of(-1, 1);

  /** Inception's last layer is wider than its labels are many. */
  private static final int WIDE = 1008;

  private static final int SLIM = 1001;

  static final List<Item> ITEMS =
      List.of(
          new Item(
              "inception-v3",
              "Inception v3 of TF-Slim, 2016, ImageNet, 299 x 299",
              List.of(
                  download(
                      MODELS + "inception_v3_2016_08_28_frozen.pb.tar.gz",
                      88_668_554,
                      "7045b72a954af4dce36346f478610acdccbf149168fa25c78e54e32f0c723d6d")),
              new KnownModel(
                  "inception_v3_2016_08_28_frozen.pb",
                  new Keys(SIGNED, "input:0", null, "InceptionV3/Predictions/Reshape_1:0"),
                  LabelFiles.lines("imagenet_slim_labels.txt", SLIM))),
          new Item(
              "inception-2015",
              "Inception v3 as first published, 2015, ImageNet, 299 x 299",
              List.of(
                  download(MODELS + "image/imagenet/inception-2015-12-05.tgz", 88_931_400, null)),
              new KnownModel(
                  "classify_image_graph_def.pb",
                  new Keys(SIGNED, "Mul:0", null, "softmax:0"),
                  LabelFiles.synsets(
                      "imagenet_2012_challenge_label_map_proto.pbtxt",
                      "imagenet_synset_to_human_label_map.txt",
                      WIDE))),
          new Item(
              "inception5h",
              "Inception v1 (GoogLeNet), 2015, ImageNet, 224 x 224",
              List.of(
                  download(
                      MODELS + "inception5h.zip",
                      49_937_555,
                      "d13569f6a98159de37e92e9c8ec4dae8f674fbf475f69fe6199b514f756d4364")),
              new KnownModel(
                  "tensorflow_inception_graph.pb",
                  new Keys(List.of(-117, 138), "input:0", List.of(-1, 224, 224, 3), "output2:0"),
                  LabelFiles.lines("imagenet_comp_graph_label_strings.txt", WIDE))),
          new Item(
              "mnist",
              "MNIST, 70,000 handwritten digits, 28 x 28",
              List.of(
                  download(
                      MNIST + "train-images-idx3-ubyte.gz",
                      9_912_422,
                      "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                  download(
                      MNIST + "train-labels-idx1-ubyte.gz",
                      28_881,
                      "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                  download(
                      MNIST + "t10k-images-idx3-ubyte.gz",
                      1_648_877,
                      "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                  download(
                      MNIST + "t10k-labels-idx1-ubyte.gz",
                      4_542,
                      "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")),
              null));

  private Catalog() {}

  private static Download download(String address, long size, String sha256) {
    return new Download(URI.create(address), size, sha256);
  }
}
