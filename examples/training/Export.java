package training;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.SavedModel;

/** Writes SavedModels that no longer learn. */
public final class Export {
  private Export() {}

  /** Writes the network whose weights are in the checkpoint. */
  public static void write(
      Path folder, String checkpoint, Function<Ops, ? extends Classifier> build)
      throws IOException {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Classifier network = build.apply(tf);
      network.weights().addSaver();
      Signature signature = network.signature(tf);
      session.restore(checkpoint);
      SavedModelBundle.exporter(folder.toString())
          .withSession(session)
          .withSignature(signature)
          .export();
    }
    sortMaps(folder.resolve("saved_model.pb"));
  }

  /**
   * TensorFlow writes the attributes of an op in any order; sorted, equal graphs are equal bytes.
   */
  private static void sortMaps(Path file) throws IOException {
    SavedModel model = SavedModel.parseFrom(Files.readAllBytes(file));
    try (OutputStream out = Files.newOutputStream(file)) {
      CodedOutputStream sorted = CodedOutputStream.newInstance(out);
      sorted.useDeterministicSerialization();
      model.writeTo(sorted);
      sorted.flush();
    }
  }
}
