package org.ostrichml.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ostrichml.graph.OpCatalog;
import org.ostrichml.graph.TensorName;
import org.ostrichml.model.Nodes;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.NodeDef;

/**
 * The gradient that TensorFlow's C++ registry has for an op, or that the process registered there.
 *
 * <p>TensorFlow differentiates whole graphs only: asked for the gradient at an op's inputs in
 * place, it would follow every other way between them too (a residual connection would count
 * twice). So a twin of the op alone is differentiated in a graph of its own, and the ops that come
 * out are added to the graph in use, reading the tensors of the op itself.
 */
final class NativeRule implements GradientRule {
  static final OpCatalog CATALOG = new OpCatalog(TensorFlow.registeredOpList());
  private static final String TWIN = "twin";

  /** Whether the registry knows this type of op. */
  static boolean exists(String type) {
    return tensorflow.TFJ_HasGradient(type);
  }

  @Override
  public List<Operand<?>> apply(
      Ops tf, GraphOperation op, List<Operand<?>> outputs, boolean[] wanted) {
    try (Graph scratch = new Graph()) {
      Map<String, Output<?>> known = new HashMap<>();
      List<Output<?>> inputs = new ArrayList<>();
      for (int i = 0; i < op.numInputs(); i++) {
        inputs.add(standIn(scratch, "input" + i, op.input(i), op.input(i), known));
      }
      GraphOperation twin = twin(scratch, op, inputs);
      List<Output<?>> ends = new ArrayList<>();
      List<Output<?>> arriving = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        known.put(TWIN + ":" + i, op.output(i));
        if (outputs.get(i) != null) {
          ends.add(twin.output(i));
          arriving.add(
              standIn(scratch, "gradient" + i, op.output(i), outputs.get(i).asOutput(), known));
        }
      }
      List<Output<?>> asked = new ArrayList<>();
      for (int i = 0; i < wanted.length; i++) {
        if (wanted[i]) {
          asked.add(inputs.get(i));
        }
      }
      Output<?>[] results =
          scratch.addGradients(TWIN + "_gradient", array(ends), array(asked), array(arriving));
      transplant(scratch, tf, known);
      List<Operand<?>> each = new ArrayList<>();
      int next = 0;
      for (boolean asks : wanted) {
        each.add(asks ? found(results[next++], known) : null);
      }
      return each;
    }
  }

  /** A placeholder for a tensor of the graph in use. */
  private static Output<?> standIn(
      Graph scratch, String name, Output<?> like, Output<?> real, Map<String, Output<?>> known) {
    known.put(name + ":0", real);
    return scratch
        .opBuilder("Placeholder", name, scratch.baseScope())
        .setAttr("dtype", like.dataType())
        .setAttr("shape", like.shape())
        .build()
        .output(0);
  }

  private static GraphOperation twin(Graph scratch, GraphOperation op, List<Output<?>> inputs) {
    NodeDef.Builder node = NodeDef.newBuilder().setName(TWIN).setOp(op.type());
    for (String attribute : CATALOG.attributes(op.type())) {
      node.putAttr(attribute, op.attributes().getAttrValueProto(attribute));
    }
    return (GraphOperation)
        Nodes.build(
            CATALOG, scratch.opBuilder(op.type(), TWIN, scratch.baseScope()), node.build(), inputs);
  }

  /** Adds what the gradient made of {@code scratch} to the graph in use. */
  private static void transplant(Graph scratch, Ops tf, Map<String, Output<?>> known) {
    for (NodeDef node : scratch.toGraphDef().getNodeList()) {
      if (node.getName().equals(TWIN) || known.containsKey(node.getName() + ":0")) {
        continue;
      }
      List<Output<?>> inputs = new ArrayList<>();
      for (String input : node.getInputList()) {
        if (!input.startsWith("^")) {
          inputs.add(known.get(TensorName.parse(input).toString()));
        }
      }
      Operation added =
          Nodes.build(CATALOG, tf.scope().opBuilder(node.getOp(), node.getOp()), node, inputs);
      for (int i = 0; i < added.numOutputs(); i++) {
        known.put(node.getName() + ":" + i, added.output(i));
      }
    }
  }

  private static Operand<?> found(Output<?> result, Map<String, Output<?>> known) {
    return result == null || result.isClosed()
        ? null
        : known.get(result.op().name() + ":" + result.index());
  }

  private static Output<?>[] array(List<Output<?>> outputs) {
    return outputs.toArray(Output<?>[]::new);
  }
}
