package org.ostrichml.model;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.OperationAttributeInspector;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * Computes a convolution, its bias and its activation by one op, which writes its output once
 * instead of three times. The op stands where the activation stood; what it replaces stays in the
 * graph, and is not run.
 */
public final class FusedConvolution implements Fusion {
  /** The op; its attribute {@code fused_ops} names the bias and the activation. */
  public static final String OP = "_FusedConv2D";

  private static final Set<String> ACTIVATIONS = Set.of("Relu", "Relu6", "Elu");
  private static final List<String> KEPT =
      List.of("strides", "padding", "explicit_paddings", "data_format", "dilations");

  private final Graph graph;
  private final ReadCounts reads;

  FusedConvolution(Graph graph, ReadCounts reads) {
    this.graph = graph;
    this.reads = reads;
  }

  /** Builds the op in the place of an activation, if a convolution is what it activates. */
  @Override
  public boolean build(NodeDef activation, List<Output<?>> inputs) {
    if (!ACTIVATIONS.contains(activation.getOp())) {
      return false;
    }
    GraphOperation bias = (GraphOperation) inputs.get(0).op();
    if (!isReadOnce(bias, "BiasAdd") || Nodes.constant(bias.input(1)).isEmpty()) {
      return false;
    }
    GraphOperation convolution = (GraphOperation) bias.input(0).op();
    if (!isReadOnce(convolution, "Conv2D") || !isPlain(convolution)) {
      return false;
    }
    OperationBuilder fused =
        graph
            .opBuilder(OP, activation.getName(), graph.baseScope())
            .addInput(convolution.input(0))
            .addInput(convolution.input(1))
            .addInputList(new Output<?>[] {bias.input(1)})
            .addInputList(new Output<?>[0])
            .setAttr("num_args", 1)
            .setAttr("fused_ops", new String[] {"BiasAdd", activation.getOp()});
    OperationAttributeInspector attributes = convolution.attributes();
    for (String name : KEPT) {
      fused.setAttr(name, attributes.getAttrValueProto(name));
    }
    fused.build();
    return true;
  }

  private boolean isReadOnce(GraphOperation op, String type) {
    return op.type().equals(type) && reads.once(op.name());
  }

  /** Whether the fused op can compute it: float32, channels last, no groups, a constant filter. */
  private static boolean isPlain(GraphOperation convolution) {
    Shape input = convolution.input(0).shape();
    Shape filter = convolution.input(1).shape();
    OperationAttributeInspector attributes = convolution.attributes();
    return convolution.output(0).dataType() == DataType.DT_FLOAT
        && Nodes.constant(convolution.input(1)).isPresent()
        && attributes.getAttrString("data_format").equals("NHWC")
        && Arrays.stream(attributes.getAttrIntList("dilations")).allMatch(rate -> rate == 1)
        && input.numDimensions() == 4
        && filter.numDimensions() == 4
        && input.get(3) > 0
        && input.get(3) == filter.get(2);
  }
}
