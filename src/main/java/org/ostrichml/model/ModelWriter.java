package org.ostrichml.model;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.OutputFiles;
import org.ostrichml.graph.InputCut;
import org.tensorflow.Operand;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Writes a prepared model as an ordinary SavedModel, which anybody can load: one flat graph without
 * variables or functions, with the signature {@code serving_default} from {@code input} to {@code
 * output}; the sidecar and the labels beside it.
 */
final class ModelWriter {
  private static final int SCHEMA_VERSION = 1;

  private ModelWriter() {}

  /**
   * Writes to a folder that is new or empty.
   *
   * @throws OstrichException if it is neither, or cannot be written
   */
  static void write(TargetModel model, GraphDef graph, Path folder) {
    requireEmpty(folder);
    SignatureDef signature =
        SignatureDef.newBuilder()
            .setMethodName("tensorflow/serving/predict")
            .putInputs("input", tensor(InputCut.INPUT + ":0", model.input()))
            .putOutputs("output", tensor(name(model.output()), model.output()))
            .build();
    MetaGraphDef.Builder metaGraph =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(
                MetaGraphDef.MetaInfoDef.newBuilder()
                    .addTags("serve")
                    .setTensorflowVersion(TensorFlow.version()))
            .setGraphDef(graph)
            .putSignatureDef("serving_default", signature);
    if (model.graph().operation(GraphBuilder.FILL_TABLES) != null) {
      metaGraph.putSignatureDef(Ports.INITIALIZER, filling());
    }
    SavedModel saved =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(SCHEMA_VERSION)
            .addMetaGraphs(metaGraph)
            .build();
    OutputFiles.write(folder.resolve("saved_model.pb"), saved::writeTo);
    text(folder.resolve("ostrich.json"), sidecar(model));
    if (model.labels().named()) {
      Labels labels = model.labels();
      text(
          folder.resolve("labels.txt"),
          IntStream.range(0, labels.size())
              .mapToObj(labels::full)
              .collect(Collectors.joining("\n")));
    }
  }

  /** The signature by which whoever loads the model fills its tables. */
  private static SignatureDef filling() {
    TensorInfo op =
        TensorInfo.newBuilder()
            .setName(GraphBuilder.FILL_TABLES)
            .setTensorShape(TensorShapeProto.newBuilder().setUnknownRank(true))
            .build();
    return SignatureDef.newBuilder().putOutputs(Ports.INITIALIZER, op).build();
  }

  private static void requireEmpty(Path folder) {
    try (Stream<Path> present = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      if (present.findAny().isPresent()) {
        throw new OstrichException(folder + " is not empty: give a new folder.");
      }
    } catch (IOException e) {
      throw new OstrichException(folder + " is no folder that can be written: give another.", e);
    }
  }

  private static String sidecar(TargetModel model) {
    record Keys(List<Float> bounds, String crop, List<String> colours) {}
    List<Float> bounds =
        model.boundsKnown() ? List.of(model.bounds().lower(), model.bounds().upper()) : null;
    List<String> colours =
        model.colours().equals(Palette.spread(model.classes()))
            ? null
            : Palette.format(model.colours());
    return new GsonBuilder()
        .create()
        .toJson(new Keys(bounds, model.cropCentre() ? "centre" : "none", colours));
  }

  private static void text(Path file, String content) {
    OutputFiles.write(file, out -> out.write((content + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  private static TensorInfo tensor(String name, Operand<?> operand) {
    return TensorInfo.newBuilder()
        .setName(name)
        .setDtype(operand.asOutput().dataType())
        .setTensorShape(Tensors.proto(operand.shape()))
        .build();
  }

  private static String name(Operand<?> operand) {
    return operand.op().name() + ":" + operand.asOutput().index();
  }
}
