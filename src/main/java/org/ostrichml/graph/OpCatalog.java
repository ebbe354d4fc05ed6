package org.ostrichml.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.OpList;

/** The ops TensorFlow knows, and what follows from their definitions about a node's outputs. */
public final class OpCatalog {
  private static final Set<String> OF_SHAPES = Set.of("Shape", "ShapeN", "Size", "Rank");

  private final Map<String, OpDef> ops = new HashMap<>();

  /** A catalog of the ops in {@code list}. */
  public OpCatalog(OpList list) {
    list.getOpList().forEach(op -> ops.put(op.getName(), op));
  }

  /** Whether what an op of this type puts out does not depend on what a tensor holds. */
  public static boolean readsShapeAlone(String type) {
    return OF_SHAPES.contains(type);
  }

  /** Whether an op of this type is known. */
  public boolean knows(String type) {
    return ops.containsKey(type);
  }

  /**
   * The element type of one output of a node.
   *
   * @throws OstrichException if the op is unknown or has no such output
   */
  public DataType outputType(NodeDef node, int index) {
    int at = index;
    for (OpDef.ArgDef output : op(node).getOutputArgList()) {
      int length = length(node, output);
      if (at < length) {
        return type(node, output, at);
      }
      at -= length;
    }
    throw noOutput(node, index);
  }

  /**
   * The position of {@code output}, the name of an output argument, among all outputs of a node.
   */
  int outputOffset(NodeDef node, String output) {
    int offset = 0;
    for (OpDef.ArgDef argument : op(node).getOutputArgList()) {
      if (argument.getName().equals(output)) {
        return offset;
      }
      offset += length(node, argument);
    }
    throw new OstrichException(
        "The model is damaged: node '%s' (%s) has no output called '%s'."
            .formatted(node.getName(), node.getOp(), output));
  }

  /**
   * How a function body refers to output {@code index} of a node: {@code node:argument:position}.
   */
  String bodyReference(NodeDef node, int index) {
    int at = index;
    for (OpDef.ArgDef output : op(node).getOutputArgList()) {
      int length = length(node, output);
      if (at < length) {
        return node.getName() + ":" + output.getName() + ":" + at;
      }
      at -= length;
    }
    throw noOutput(node, index);
  }

  private static OstrichException noOutput(NodeDef node, int index) {
    return new OstrichException(
        "Node '%s' (%s) has no output %d.".formatted(node.getName(), node.getOp(), index));
  }

  /** The names of the attributes of a type of op. */
  public List<String> attributes(String type) {
    return ops.get(type).getAttrList().stream().map(OpDef.AttrDef::getName).toList();
  }

  /**
   * The attribute that tells each input's element type, where that may be int32 and no output
   * shares it; empty for the others.
   */
  public List<String> indexTypes(NodeDef node) {
    OpDef op = op(node);
    List<String> ofOutputs = op.getOutputArgList().stream().map(OpDef.ArgDef::getTypeAttr).toList();
    List<String> types = new ArrayList<>();
    for (OpDef.ArgDef input : op.getInputArgList()) {
      boolean isIndex =
          !ofOutputs.contains(input.getTypeAttr())
              && op.getAttrList().stream()
                  .filter(attribute -> attribute.getName().equals(input.getTypeAttr()))
                  .anyMatch(OpCatalog::mayBeInt32);
      types.addAll(Collections.nCopies(length(node, input), isIndex ? input.getTypeAttr() : ""));
    }
    return types;
  }

  private static boolean mayBeInt32(OpDef.AttrDef attribute) {
    return attribute.getAllowedValues().getList().getTypeList().contains(DataType.DT_INT32);
  }

  /** The position of {@code input}, the name of an argument, among a node's inputs; or -1. */
  int inputOffset(NodeDef node, String input) {
    int offset = 0;
    for (OpDef.ArgDef argument : op(node).getInputArgList()) {
      if (argument.getName().equals(input)) {
        return offset;
      }
      offset += length(node, argument);
    }
    return -1;
  }

  /** How many inputs each input argument of a node takes; -1 for one that is no list. */
  public List<Integer> inputLengths(NodeDef node) {
    return op(node).getInputArgList().stream()
        .map(
            argument ->
                argument.getNumberAttr().isEmpty() && argument.getTypeListAttr().isEmpty()
                    ? -1
                    : length(node, argument))
        .toList();
  }

  /** How many tensors a node reads. */
  int inputCount(NodeDef node) {
    return op(node).getInputArgList().stream().mapToInt(input -> length(node, input)).sum();
  }

  /** How many tensors a node makes. */
  int outputCount(NodeDef node) {
    return op(node).getOutputArgList().stream().mapToInt(output -> length(node, output)).sum();
  }

  private OpDef op(NodeDef node) {
    OpDef op = ops.get(node.getOp());
    if (op == null) {
      throw new OstrichException(
          "Node '%s' is of op '%s', which TensorFlow does not know: load the library that has it."
              .formatted(node.getName(), node.getOp()));
    }
    return op;
  }

  private int length(NodeDef node, OpDef.ArgDef argument) {
    if (!argument.getNumberAttr().isEmpty()) {
      long length = attribute(node, argument.getNumberAttr()).getI();
      if (length < 0 || length > FunctionCalls.NODE_LIMIT) {
        throw new OstrichException(
            "The model is damaged: node '%s' claims %d inputs or outputs."
                .formatted(node.getName(), length));
      }
      return (int) length;
    }
    if (!argument.getTypeListAttr().isEmpty()) {
      return attribute(node, argument.getTypeListAttr()).getList().getTypeCount();
    }
    return 1;
  }

  private DataType type(NodeDef node, OpDef.ArgDef argument, int index) {
    if (!argument.getTypeListAttr().isEmpty()) {
      return attribute(node, argument.getTypeListAttr()).getList().getType(index);
    }
    return argument.getTypeAttr().isEmpty()
        ? argument.getType()
        : attribute(node, argument.getTypeAttr()).getType();
  }

  /** An attribute of a node, or the default of its op where the node leaves it out. */
  private AttrValue attribute(NodeDef node, String name) {
    AttrValue value = node.getAttrMap().get(name);
    if (value != null) {
      return value;
    }
    List<OpDef.AttrDef> attributes = op(node).getAttrList();
    return attributes.stream()
        .filter(attribute -> attribute.getName().equals(name))
        .map(OpDef.AttrDef::getDefaultValue)
        .findFirst()
        .orElse(AttrValue.getDefaultInstance());
  }
}
