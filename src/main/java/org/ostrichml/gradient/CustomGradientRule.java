package org.ostrichml.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ostrichml.graph.CustomGradients;
import org.ostrichml.graph.StandInNodes;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationAttributeInspector;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;

/**
 * The gradient of {@code IdentityN}: the function that the model brought along for it (see {@link
 * CustomGradients}), or the way into what stands in for an op ({@link StandInNodes}); without
 * either, each gradient passes straight through.
 */
final class CustomGradientRule implements GradientRule {
  @Override
  public List<Operand<?>> apply(
      Ops tf, GraphOperation op, List<Operand<?>> outputs, boolean[] wanted) {
    if (attribute(op, StandInNodes.NOTE) != null) {
      return Arrays.asList(null, outputs.get(0));
    }
    AttrValue function = attribute(op, CustomGradients.FUNCTION);
    if (function == null) {
      return outputs;
    }
    OperationAttributeInspector attributes = op.attributes();
    int inputs = (int) attributes.getAttrInt(CustomGradients.INPUTS);
    DataType[] results = attributes.getAttrTypeList(CustomGradients.RESULTS);
    Output<?>[] arguments = new Output<?>[op.numInputs()];
    DataType[] types = new DataType[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i < inputs ? arriving(tf, op.output(i), outputs.get(i)) : op.input(i);
      types[i] = arguments[i].dataType();
    }
    GraphOperation call =
        (GraphOperation)
            tf.scope()
                .opBuilder("PartitionedCall", "custom")
                .addInputList(arguments)
                .setAttr("Tin", types)
                .setAttr("Tout", results)
                .setAttr("f", function)
                .build();
    List<Operand<?>> gradients = new ArrayList<>(Collections.nCopies(op.numInputs(), null));
    for (int i = 0; i < results.length; i++) {
      gradients.set(inputs - results.length + i, call.output(i));
    }
    return gradients;
  }

  private static Output<?> arriving(Ops tf, Output<?> output, Operand<?> gradient) {
    return gradient == null ? tf.zerosLike(output).asOutput() : gradient.asOutput();
  }

  private static AttrValue attribute(GraphOperation op, String name) {
    try {
      return op.attributes().getAttrValueProto(name);
    } catch (TFInvalidArgumentException e) {
      return null;
    }
  }
}
