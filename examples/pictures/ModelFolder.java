package pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;

/** What lies in {@code saved_models/pictures}, the handwritten MODEL.md aside. */
final class ModelFolder {
  /** The sample pictures' first seed. */
  private static final long SAMPLE_SEED = 3_000_000_002L;

  private ModelFolder() {}

  /** Writes the network whose weights are in the checkpoint, with labels and sample pictures. */
  static void write(Path folder, String checkpoint) throws IOException {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Inception network = new Inception(tf, Subject.values().length, false);
      network.weights().addSaver();
      Signature signature =
          Signature.builder("serving_default")
              .methodName("tensorflow/serving/predict")
              .input("image", network.image())
              .output("probabilities", tf.withName("probabilities").nn.softmax(network.logits()))
              .build();
      session.restore(checkpoint);
      SavedModelBundle.exporter(folder.toString())
          .withSession(session)
          .withSignature(signature)
          .export();
    }
    Files.writeString(
        folder.resolve("labels.txt"),
        Arrays.stream(Subject.values()).map(s -> s.label + "\n").collect(Collectors.joining()));
    Files.writeString(folder.resolve("ostrich.json"), "{\"bounds\": [0, 1]}\n");
    Path samples = Files.createDirectory(folder.resolve("samples"));
    for (Subject subject : Subject.values()) {
      int count = subject == Subject.SCHOOL_BUS ? 4 : 2;
      for (int i = 0; i < count; i++) {
        Path file = samples.resolve(subject.label.replaceAll("\\W", "_") + "_" + (i + 1) + ".png");
        ImageIO.write(PictureArtist.draw(subject, SAMPLE_SEED + i), "png", file.toFile());
      }
    }
  }

  /** Moves the entries of one folder into another, over what has the same names there. */
  static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        Path target = to.resolve(entry.getFileName());
        delete(target);
        Files.move(entry, target);
      }
    }
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> tree = Files.walk(path)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
