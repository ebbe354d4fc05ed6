package org.ostrichml;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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

/** Graphs and functions written down node by node, for what no exporter makes. */
public final class Protos {
  public static final DataType F = DataType.DT_FLOAT;
  public static final DataType I = DataType.DT_INT32;
  public static final DataType B = DataType.DT_BOOL;
  public static final DataType V = DataType.DT_VARIANT;

  /** TensorFlow's optimizer complains of what it does not know, and aborts on some odd names. */
  public static final ConfigProto PLAIN =
      ConfigProto.newBuilder()
          .setGraphOptions(
              GraphOptions.newBuilder()
                  .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
          .build();

  private Protos() {}

  /** A node whose op has the type attribute T, which is float32. */
  public static NodeDef node(String name, String op, String... inputs) {
    return node(name, op, List.of(inputs), "T", F);
  }

  /** A node; each attribute is given as {@code "name", value}. */
  public static NodeDef node(String name, String op, List<String> inputs, Object... attributes) {
    NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(op).addAllInput(inputs);
    for (int i = 0; i < attributes.length; i += 2) {
      node.putAttr((String) attributes[i], attribute(attributes[i + 1]));
    }
    return node.build();
  }

  /** A placeholder for float32 rows of {@code axes}; of any shape where there are none. */
  public static NodeDef placeholder(String name, long... axes) {
    if (axes.length == 0) {
      return node(name, "Placeholder", List.of(), "dtype", F);
    }
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    Arrays.stream(axes)
        .forEach(axis -> shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(axis)));
    return node(name, "Placeholder", List.of(), "dtype", F, "shape", shape.build());
  }

  /** A scalar of type int32, float32 or bool. */
  public static NodeDef constant(String name, Object value) {
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
  public static NodeDef vector(String name, int... values) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setDtype(I);
    tensor.getTensorShapeBuilder().addDimBuilder().setSize(values.length);
    Arrays.stream(values).forEach(tensor::addIntVal);
    return constant(name, tensor.build());
  }

  /** A tensor. */
  public static NodeDef constant(String name, TensorProto value) {
    return node(name, "Const", List.of(), "dtype", value.getDtype(), "value", value);
  }

  /** A function of arguments {@code a0, a1, ...}; {@code results} are written as bodies do. */
  public static FunctionDef function(
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

  /** A function, as the value of an attribute. */
  public static NameAttrList call(String function) {
    return NameAttrList.newBuilder().setName(function).build();
  }

  /** A call as TF2 writes it. */
  public static NodeDef call(String name, String function, int outputs, String... inputs) {
    return node(
        name,
        "StatefulPartitionedCall",
        List.of(inputs),
        "f",
        call(function),
        "Tin",
        Collections.nCopies(inputs.length, F),
        "Tout",
        Collections.nCopies(outputs, F));
  }

  /** The same node with the value of its attribute {@code T} given by the caller's {@code name}. */
  public static NodeDef generic(NodeDef node, String name) {
    return node.toBuilder()
        .putAttr("T", AttrValue.newBuilder().setPlaceholder(name).build())
        .build();
  }

  /**
   * A function.
   *
   * @param name its name, then the names of its arguments, parted by blanks
   * @param outputs its outputs, parted by blanks, each written {@code name=tensor}
   */
  public static FunctionDef function(String name, String outputs, NodeDef... nodes) {
    FunctionDef.Builder function = FunctionDef.newBuilder();
    OpDef.Builder signature = function.getSignatureBuilder();
    String[] words = name.split(" ");
    signature.setName(words[0]);
    for (int i = 1; i < words.length; i++) {
      signature.addInputArgBuilder().setName(words[i]).setType(F);
    }
    for (String output : outputs.split(" ")) {
      String[] parts = output.split("=");
      signature.addOutputArgBuilder().setName(parts[0]).setType(F);
      function.putRet(parts[0], parts[1]);
    }
    return function.addAllNodeDef(List.of(nodes)).build();
  }

  /** A graph of nodes that may call {@code functions}. */
  public static GraphDef graph(Iterable<FunctionDef> functions, NodeDef... nodes) {
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
    AttrValue.ListValue.Builder list = attribute.getListBuilder();
    for (Object element : (List<?>) value) {
      if (element instanceof DataType type) {
        list.addType(type);
      } else {
        list.addFunc((NameAttrList) element);
      }
    }
    return attribute.build();
  }
}
