package org.ostrichml.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ostrichml.Protos;
import org.ostrichml.gradient.Gradients;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

/** What graphs compute. */
final class Graphs {
  static final OpCatalog CATALOG = new OpCatalog(TensorFlow.registeredOpList());

  private Graphs() {}

  /** The graph without control flow; shapes are those of placeholders. */
  static FunctionInliner.Inlined flatten(GraphDef graph, String output) {
    List<TensorName> ends = new ArrayList<>(List.of(TensorName.parse(output)));
    graph.getNodeList().stream()
        .filter(node -> node.getName().equals("x"))
        .forEach(node -> ends.add(new TensorName("x", 0)));
    return ControlFlow.flatten(graph, CATALOG, ends, Map.of(), new PlaceholderShapes());
  }

  /** What a graph computes from {@code rows}, fed to {@code x}, flattened to one row. */
  static float[] run(GraphDef definition, TensorName output, float[][] rows) {
    return run(definition, output, StdArrays.ndCopyOf(rows));
  }

  /** What a graph computes from {@code values}, fed to {@code x}, flattened to one row. */
  static float[] run(GraphDef definition, TensorName output, FloatNdArray values) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(definition);
      Output<?> asked = graph.operation(output.node()).output(output.index());
      try (Session session = new Session(graph, Protos.PLAIN);
          TFloat32 x = TFloat32.tensorOf(values);
          Result result = session.runner().feed("x", x).fetch(asked).run()) {
        return floats(result);
      }
    }
  }

  /** The gradient of the sum of a flat graph's output at {@code rows}. */
  static float[] gradient(FunctionInliner.Inlined flat, float[][] rows) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(flat.graph());
      Operand<TFloat32> input = graph.operation("x").output(0);
      TensorName end = flat.tensors().get(0);
      Operand<TFloat32> output = graph.operation(end.node()).output(end.index());
      Operand<TFloat32> found = Gradients.of(Ops.create(graph), output, input);
      try (Session session = new Session(graph, Protos.PLAIN);
          TFloat32 x = TFloat32.tensorOf(StdArrays.ndCopyOf(rows));
          Result result = session.runner().feed(input, x).fetch(found).run()) {
        return floats(result);
      }
    }
  }

  private static float[] floats(Result result) {
    float[] values = new float[(int) result.get(0).size()];
    result.get(0).asRawTensor().data().asFloats().read(values);
    return values;
  }

  /** Knows the shapes of placeholders and nothing else. */
  private static final class PlaceholderShapes implements ShapeInference {
    private final Map<String, long[]> shapes = new HashMap<>();

    @Override
    public void add(NodeDef node) {
      if (node.getOp().equals("Placeholder")) {
        List<Long> axes = new ArrayList<>();
        node.getAttrOrDefault("shape", AttrValue.getDefaultInstance())
            .getShape()
            .getDimList()
            .forEach(d -> axes.add(d.getSize()));
        shapes.put(node.getName(), axes.stream().mapToLong(axis -> axis).toArray());
      }
    }

    @Override
    public long[] shape(TensorName tensor) {
      return shapes.get(tensor.node());
    }
  }

  /** Random rows. */
  static float[][] rows(int seed, int count, int length) {
    Random random = new Random(seed);
    float[][] rows = new float[count][length];
    for (float[] row : rows) {
      for (int i = 0; i < length; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
