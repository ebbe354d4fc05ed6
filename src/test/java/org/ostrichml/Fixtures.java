package org.ostrichml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.ostrichml.data.Batch;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Small models, written as SavedModels with the one signature {@code serving_default: x -> y}. */
public final class Fixtures {
  private Fixtures() {}

  /** The ops between the input of a model and its output. */
  @FunctionalInterface
  public interface Network {
    Operand<?> build(Ops tf, Operand<TFloat32> x);
  }

  /** As {@link Network}, for inputs of any type. */
  @FunctionalInterface
  public interface Typed<T extends TType> {
    Operand<?> build(Ops tf, Operand<T> x);
  }

  /**
   * Writes {@code network} as a SavedModel, its variables in a checkpoint, and gives the folder.
   */
  public static Path savedModel(Path folder, Shape input, Network network) {
    return savedModel(folder, TFloat32.class, input, network::build);
  }

  /** As {@link #savedModel(Path, Shape, Network)}, with an input of any type. */
  public static <T extends TType> Path savedModel(
      Path folder, Class<T> type, Shape input, Typed<T> network) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<T> x = tf.withName("x").placeholder(type, Placeholder.shape(input));
      Operand<?> y = tf.withName("y").identity(network.build(tf, x));
      MetaGraphDef.Builder meta = MetaGraphDef.newBuilder();
      save(tf, graph, folder, meta);
      meta.setGraphDef(graph.toGraphDef())
          .putSignatureDef(
              "serving_default",
              SignatureDef.newBuilder()
                  .putInputs("x", info("x:0", x))
                  .putOutputs("y", info("y:0", y))
                  .build());
      meta.getMetaInfoDefBuilder().addTags("serve");
      return write(folder, meta.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a SavedModel of these graphs and gives its folder. */
  public static Path write(Path folder, MetaGraphDef... graphs) {
    SavedModel model = SavedModel.newBuilder().addAllMetaGraphs(List.of(graphs)).build();
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("saved_model.pb"), model.toByteArray());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The graph of {@code network}, from the placeholder {@code x} to {@code y}. */
  public static GraphDef graph(Shape input, Network network) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      tf.withName("y")
          .identity(
              network.build(
                  tf, tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(input))));
      return graph.toGraphDef();
    }
  }

  /** The value of a new variable that is held by handle, as TF2 holds them. */
  public static Operand<TFloat32> variable(Ops tf, String name, Operand<TFloat32> value) {
    VarHandleOp handle =
        tf.withName(name).varHandleOp(TFloat32.class, value.shape(), VarHandleOp.sharedName(name));
    tf.withName(name + "_init").assignVariableOp(handle, value);
    return tf.withName(name + "_read").readVariableOp(handle, TFloat32.class);
  }

  /** The value of a new reference variable, as TF1 holds them. */
  public static Operand<TFloat32> referenceVariable(Ops tf, String name, Operand<TFloat32> value) {
    Variable<TFloat32> variable = tf.withName(name).variable(value.shape(), TFloat32.class);
    tf.withName(name + "_init").assign(variable, value);
    return tf.withName(name + "_read").identity(variable);
  }

  /** A constant of numbers between -1 and 1, the same for the same seed. */
  public static Constant<TFloat32> numbers(Ops tf, long seed, long... shape) {
    return tf.constant(Shape.of(shape), DataBuffers.of(random(seed, (int) Shape.of(shape).size())));
  }

  /** The first output of a new op of any type. */
  public static Operand<TFloat32> raw(
      Ops tf, String type, Consumer<OperationBuilder> attributes, Operand<?>... inputs) {
    OperationBuilder builder = tf.scope().opBuilder(type, type);
    for (Operand<?> input : inputs) {
      builder.addInput(input.asOutput());
    }
    attributes.accept(builder);
    return builder.build().output(0);
  }

  /** Examples of numbers between 0 and 1, the same for the same seed. */
  public static Batch examples(long seed, int... shape) {
    int size = 1;
    for (int axis : shape) {
      size *= axis;
    }
    float[] values = random(seed, size);
    for (int i = 0; i < size; i++) {
      values[i] = (values[i] + 1) / 2;
    }
    return new Batch(values, shape);
  }

  private static float[] random(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** A tensor of a signature. */
  public static TensorInfo info(String name, Operand<?> tensor) {
    TensorInfo.Builder info =
        TensorInfo.newBuilder().setName(name).setDtype(tensor.asOutput().dataType());
    if (tensor.shape().isUnknown()) {
      info.setTensorShape(TensorShapeProto.newBuilder().setUnknownRank(true));
    } else {
      for (long axis : tensor.shape().asArray()) {
        info.getTensorShapeBuilder().addDim(TensorShapeProto.Dim.newBuilder().setSize(axis));
      }
    }
    return info.build();
  }

  /** Adds a saver for the graph's variables, initialises them and writes the checkpoint. */
  private static void save(Ops tf, Graph graph, Path folder, MetaGraphDef.Builder meta)
      throws IOException {
    List<GraphOperation> variables = new ArrayList<>();
    for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); ) {
      GraphOperation operation = all.next();
      if (List.of("VarHandleOp", "VariableV2").contains(operation.type())) {
        variables.add(operation);
      }
    }
    if (variables.isEmpty()) {
      return;
    }
    String[] names = variables.stream().map(GraphOperation::name).toArray(String[]::new);
    List<Operand<?>> values = new ArrayList<>();
    List<Class<? extends TType>> types = new ArrayList<>();
    for (String name : names) {
      values.add(graph.outputOrThrow(name + "_read:0"));
      types.add(TFloat32.class);
    }
    Placeholder<TString> file = tf.withName("checkpoint").placeholder(TString.class);
    Operand<TString> keys = tf.array(names);
    Operand<TString> slices =
        tf.array(Collections.nCopies(names.length, "").toArray(String[]::new));
    Op saved = tf.withName("save").train.save(file, keys, slices, values);
    List<Output<?>> restored = tf.train.restore(file, keys, slices, types).tensors();
    List<Op> assigned = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      @SuppressWarnings("unchecked")
      Output<TFloat32> value = (Output<TFloat32>) restored.get(i);
      Output<TFloat32> variable = variables.get(i).output(0);
      assigned.add(
          variables.get(i).type().equals("VarHandleOp")
              ? tf.assignVariableOp(variable, value)
              : tf.assign(variable, value));
    }
    tf.withControlDependencies(assigned).withName("restore").noOp();
    Path prefix = Files.createDirectories(folder.resolve("variables")).resolve("variables");
    try (Session session = new Session(graph, false);
        TString to = TString.scalarOf(prefix.toString())) {
      Session.Runner initialize = session.runner();
      for (String name : names) {
        initialize.addTarget(name + "_init");
      }
      initialize.run();
      session.runner().feed(file, to).addTarget(saved.op()).run();
    }
    meta.setSaverDef(
        SaverDef.newBuilder()
            .setFilenameTensorName("checkpoint:0")
            .setSaveTensorName("checkpoint:0")
            .setRestoreOpName("restore")
            .setVersion(SaverDef.CheckpointFormatVersion.V2));
  }
}
