package org.ostrichml.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ostrichml.model.Nodes;
import org.ostrichml.model.RegisteredOps;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The gradient that TensorFlow's C++ registry has for an op, or that the process registered there.
 *
 * <p>TensorFlow differentiates whole graphs only: asked for the gradient at an op's inputs in
 * place, it would follow every other way between them too (a residual connection would count
 * twice). So a twin of the op alone is differentiated in a graph of its own, and the ops that come
 * out are added to the graph in use, reading the tensors of the op itself. Equal ops (a recurrent
 * net has one for each step) share a twin. Not for several threads at once.
 */
final class NativeRule implements GradientRule {
  private final Map<Twin, NativeGradient> known = new HashMap<>();

  /** All that the gradient of an op depends on. */
  private record Twin(
      NodeDef node,
      List<Kind> inputs,
      List<Kind> outputs,
      List<Boolean> arriving,
      List<Boolean> wanted) {}

  /**
   * A tensor's type and its axes, null where their number is unknown; no shape that leaves one open
   * equals another.
   */
  private record Kind(DataType type, List<Long> axes) {
    static Kind of(Output<?> tensor) {
      Shape shape = tensor.shape();
      return new Kind(
          tensor.dataType(),
          shape.isUnknown() ? null : Arrays.stream(shape.asArray()).boxed().toList());
    }

    Shape shape() {
      return axes == null
          ? Shape.unknown()
          : Shape.of(axes.stream().mapToLong(Long::longValue).toArray());
    }
  }

  /** Whether the registry knows this type of op. */
  static boolean exists(String type) {
    return tensorflow.TFJ_HasGradient(type);
  }

  @Override
  public List<Operand<?>> apply(
      Ops tf, GraphOperation op, List<Operand<?>> outputs, boolean[] wanted) {
    NodeDef.Builder node = RegisteredOps.node(op).setName(NativeGradient.TWIN);
    List<Output<?>> inputs = narrowed(tf, op, node);
    Twin twin =
        new Twin(
            node.build(),
            kinds(inputs.size(), inputs::get),
            kinds(op.numOutputs(), op::output),
            outputs.stream().map(gradient -> gradient != null).toList(),
            IntStream.range(0, wanted.length).mapToObj(i -> wanted[i]).toList());
    return known.computeIfAbsent(twin, NativeRule::differentiate).addTo(tf, inputs, op, outputs);
  }

  /** The inputs, axes and sizes as int32: many of TensorFlow's gradients mix int64 up with it. */
  private static List<Output<?>> narrowed(Ops tf, GraphOperation op, NodeDef.Builder node) {
    List<String> indexTypes = RegisteredOps.with(op.type()).indexTypes(node.build());
    List<Output<?>> inputs = new ArrayList<>();
    for (int i = 0; i < op.numInputs(); i++) {
      Output<?> input = op.input(i);
      boolean isWide = input.dataType() == DataType.DT_INT64 && !indexTypes.get(i).isEmpty();
      if (isWide) {
        node.putAttr(indexTypes.get(i), Backward.attribute(DataType.DT_INT32));
      }
      inputs.add(isWide ? narrow(tf, input) : input);
    }
    return inputs;
  }

  /** The end of a slice may be the largest of int64, for all there is. */
  private static Output<?> narrow(Ops tf, Output<?> wide) {
    @SuppressWarnings("unchecked")
    Operand<TInt64> values = (Operand<TInt64>) wide;
    Operand<TInt64> clipped =
        tf.clipByValue(
            values, tf.constant((long) Integer.MIN_VALUE), tf.constant((long) Integer.MAX_VALUE));
    return tf.dtypes.cast(clipped, TInt32.class).asOutput();
  }

  private static List<Kind> kinds(int count, IntFunction<Output<?>> tensors) {
    return IntStream.range(0, count).mapToObj(tensors).<Kind>map(Kind::of).toList();
  }

  private static NativeGradient differentiate(Twin twin) {
    try (Graph scratch = new Graph()) {
      List<Output<?>> inputs = new ArrayList<>();
      List<Output<?>> asked = new ArrayList<>();
      for (int i = 0; i < twin.inputs().size(); i++) {
        inputs.add(standIn(scratch, NativeGradient.INPUT + i, twin.inputs().get(i)));
        if (twin.wanted().get(i)) {
          asked.add(inputs.get(i));
        }
      }
      GraphOperation op =
          (GraphOperation)
              Nodes.build(
                  RegisteredOps.with(twin.node().getOp()),
                  scratch.opBuilder(twin.node().getOp(), NativeGradient.TWIN, scratch.baseScope()),
                  twin.node(),
                  inputs);
      List<Output<?>> ends = new ArrayList<>();
      List<Output<?>> arriving = new ArrayList<>();
      for (int i = 0; i < twin.outputs().size(); i++) {
        if (twin.arriving().get(i)) {
          ends.add(op.output(i));
          arriving.add(standIn(scratch, NativeGradient.GRADIENT + i, twin.outputs().get(i)));
        }
      }
      Output<?>[] results =
          scratch.addGradients(
              NativeGradient.TWIN + "_gradient", array(ends), array(asked), array(arriving));
      List<String> each = new ArrayList<>();
      int next = 0;
      for (boolean asks : twin.wanted()) {
        each.add(asks ? name(results[next++]) : null);
      }
      return NativeGradient.read(scratch.toGraphDef(), each);
    }
  }

  /** A placeholder for a tensor of the graph in use. */
  private static Output<?> standIn(Graph scratch, String name, Kind kind) {
    return scratch
        .opBuilder("Placeholder", name, scratch.baseScope())
        .setAttr("dtype", kind.type())
        .setAttr("shape", kind.shape())
        .build()
        .output(0);
  }

  private static String name(Output<?> result) {
    return result == null || result.isClosed() ? null : result.op().name() + ":" + result.index();
  }

  private static Output<?>[] array(List<Output<?>> outputs) {
    return outputs.toArray(Output<?>[]::new);
  }
}
