package org.ostrichml.graph;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ostrichml.gradient.Gradients;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/** Graphs and functions written down in a few lines, and what they compute. */
final class Graphs {
  static final OpCatalog CATALOG = new OpCatalog(TensorFlow.registeredOpList());
  static final DataType F = DataType.DT_FLOAT;
  static final DataType I = DataType.DT_INT32;
  static final DataType B = DataType.DT_BOOL;
  static final DataType V = DataType.DT_VARIANT;

  /** TensorFlow's optimizer would only complain of what it does not know. */
  private static final ConfigProto PLAIN =
      ConfigProto.newBuilder()
          .setGraphOptions(
              GraphOptions.newBuilder()
                  .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
          .build();

  private Graphs() {}

  /** A node; each attribute is given as {@code "name", value}. */
  static NodeDef node(String name, String op, List<String> inputs, Object... attributes) {
    NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(op).addAllInput(inputs);
    for (int i = 0; i < attributes.length; i += 2) {
      node.putAttr((String) attributes[i], attribute(attributes[i + 1]));
    }
    return node.build();
  }

  /** A placeholder for float32 rows of {@code axes}. */
  static NodeDef placeholder(String name, long... axes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    Arrays.stream(axes)
        .forEach(axis -> shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(axis)));
    return node(name, "Placeholder", List.of(), "dtype", F, "shape", shape.build());
  }

  /** A scalar of type int32, float32 or bool. */
  static NodeDef constant(String name, Object value) {
    TensorProto.Builder tensor = TensorProto.newBuilder();
    if (value instanceof Boolean truth) {
      tensor.setDtype(B).addBoolVal(truth);
    } else if (value instanceof Integer number) {
      tensor.setDtype(I).addIntVal(number);
    } else {
      tensor.setDtype(F).addFloatVal((Float) value);
    }
    return constant(name, tensor.build());
  }

  /** A vector of int32. */
  static NodeDef vector(String name, int... values) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setDtype(I);
    tensor.getTensorShapeBuilder().addDimBuilder().setSize(values.length);
    Arrays.stream(values).forEach(tensor::addIntVal);
    return constant(name, tensor.build());
  }

  private static NodeDef constant(String name, TensorProto value) {
    return node(name, "Const", List.of(), "dtype", value.getDtype(), "value", value);
  }

  /** A function of arguments {@code a0, a1, ...}; {@code results} are written as bodies do. */
  static FunctionDef function(
      String name,
      List<DataType> arguments,
      List<DataType> types,
      List<String> results,
      NodeDef... body) {
    OpDef.Builder signature = OpDef.newBuilder().setName(name);
    FunctionDef.Builder function = FunctionDef.newBuilder();
    for (int i = 0; i < arguments.size(); i++) {
      signature.addInputArg(OpDef.ArgDef.newBuilder().setName("a" + i).setType(arguments.get(i)));
    }
    for (int i = 0; i < types.size(); i++) {
      signature.addOutputArg(OpDef.ArgDef.newBuilder().setName("r" + i).setType(types.get(i)));
      function.putRet("r" + i, results.get(i));
    }
    return function.setSignature(signature).addAllNodeDef(List.of(body)).build();
  }

  static NameAttrList call(String function) {
    return NameAttrList.newBuilder().setName(function).build();
  }

  static GraphDef graph(List<FunctionDef> functions, NodeDef... nodes) {
    GraphDef.Builder graph = GraphDef.newBuilder().addAllNode(List.of(nodes));
    graph.getVersionsBuilder().setProducer(1882);
    graph.getLibraryBuilder().addAllFunction(functions);
    return graph.build();
  }

  private static AttrValue attribute(Object value) {
    AttrValue.Builder attribute = AttrValue.newBuilder();
    if (value instanceof DataType type) {
      return attribute.setType(type).build();
    } else if (value instanceof TensorProto tensor) {
      return attribute.setTensor(tensor).build();
    } else if (value instanceof TensorShapeProto shape) {
      return attribute.setShape(shape).build();
    } else if (value instanceof NameAttrList function) {
      return attribute.setFunc(function).build();
    } else if (value instanceof Integer number) {
      return attribute.setI(number).build();
    } else if (value instanceof Boolean truth) {
      return attribute.setB(truth).build();
    } else if (value instanceof String text) {
      return attribute.setS(ByteString.copyFromUtf8(text)).build();
    }
    for (Object element : (List<?>) value) {
      if (element instanceof DataType type) {
        attribute.getListBuilder().addType(type);
      } else {
        attribute.getListBuilder().addFunc((NameAttrList) element);
      }
    }
    return attribute.build();
  }

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
    try (Graph graph = new Graph()) {
      graph.importGraphDef(definition);
      Output<?> asked = graph.operation(output.node()).output(output.index());
      try (Session session = new Session(graph, PLAIN);
          TFloat32 x = TFloat32.tensorOf(StdArrays.ndCopyOf(rows));
          Result result = session.runner().feed("x", x).fetch(asked).run()) {
        TFloat32 found = (TFloat32) result.get(0);
        float[] values = new float[(int) found.shape().size()];
        found.asRawTensor().data().asFloats().read(values);
        return values;
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
      try (Session session = new Session(graph, PLAIN);
          TFloat32 x = TFloat32.tensorOf(StdArrays.ndCopyOf(rows));
          Result result = session.runner().feed(input, x).fetch(found).run()) {
        float[] values = new float[(int) x.shape().size()];
        result.get(0).asRawTensor().data().asFloats().read(values);
        return values;
      }
    }
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
