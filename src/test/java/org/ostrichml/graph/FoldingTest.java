package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.Protos.B;
import static org.ostrichml.Protos.F;
import static org.ostrichml.Protos.I;
import static org.ostrichml.Protos.constant;
import static org.ostrichml.Protos.graph;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;
import static org.ostrichml.Protos.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** What is folded before the graph runs is what TensorFlow computes. */
class FoldingTest {
  private static final List<NodeDef> CONSTANTS =
      List.of(
          vector("shape", 7, 5, 3, 2),
          vector("other", -3, 5, 4, 1),
          vector("twoByTwo", 2, 2),
          vector("open", 2, -1),
          vector("none"),
          vector("zero", 0),
          vector("one", 1),
          vector("minusOne", -1),
          vector("minusTwo", -2),
          vector("indices", 2, 0, 0),
          constant("axis", 0),
          constant("seven", 7),
          constant("minusThree", -3),
          constant("half", 0.5f),
          constant("third", 1f / 3f),
          constant("yes", true),
          constant("no", false));

  static Stream<NodeDef> nodes() {
    List<NodeDef> nodes = new ArrayList<>();
    for (String op :
        List.of(
            "Add",
            "AddV2",
            "Sub",
            "Mul",
            "FloorDiv",
            "FloorMod",
            "TruncateDiv",
            "Maximum",
            "Minimum",
            "Less",
            "LessEqual",
            "Greater",
            "GreaterEqual",
            "Equal",
            "NotEqual")) {
      nodes.add(node(op, op, List.of("shape", "other"), "T", I));
      nodes.add(node(op + "_scalar", op, List.of("shape", "minusThree"), "T", I));
    }
    for (String op : List.of("Neg", "Abs", "Sign", "Square", "ZerosLike", "OnesLike")) {
      nodes.add(node(op, op, List.of("other"), "T", I));
    }
    for (String op : List.of("AddV2", "Mul", "RealDiv", "Less")) {
      nodes.add(node(op + "_float", op, List.of("half", "third"), "T", F));
    }
    for (String op : List.of("Prod", "Sum", "Max", "Min")) {
      nodes.add(node(op, op, List.of("shape", "axis"), "T", I, "Tidx", I));
    }
    for (String[] range :
        new String[][] {
          {"zero", "minusOne", "one"}, {"minusTwo", "one", "one"}, {"minusOne", "zero", "minusTwo"}
        }) {
      for (int masks = 0; masks < 8; masks++) {
        nodes.add(
            node(
                "StridedSlice_" + range[0] + masks,
                "StridedSlice",
                List.of("shape", range[0], range[1], range[2]),
                "T",
                I,
                "Index",
                I,
                "begin_mask",
                masks & 1,
                "end_mask",
                masks >> 1 & 1,
                "shrink_axis_mask",
                masks >> 2 & (range[2].equals("one") ? 1 : 0)));
      }
    }
    nodes.add(node("Max_scalar", "Max", List.of("seven", "none"), "T", I, "Tidx", I));
    nodes.add(node("Slice", "Slice", List.of("shape", "one", "minusOne"), "T", I, "Index", I));
    nodes.add(node("Pack", "Pack", List.of("shape", "other"), "T", I, "N", 2));
    nodes.add(node("ConcatV2", "ConcatV2", List.of("shape", "one", "axis"), "T", I, "N", 2));
    nodes.add(
        node(
            "GatherV2",
            "GatherV2",
            List.of("shape", "indices", "axis"),
            "Tparams",
            I,
            "Tindices",
            I,
            "Taxis",
            I));
    nodes.add(node("Range", "Range", List.of("axis", "seven", "seven"), "Tidx", I));
    nodes.add(node("Range_down", "Range", List.of("seven", "axis", "minusThree"), "Tidx", I));
    nodes.add(node("Reshape", "Reshape", List.of("shape", "twoByTwo"), "T", I));
    nodes.add(node("Reshape_open", "Reshape", List.of("shape", "open"), "T", I));
    nodes.add(node("ExpandDims", "ExpandDims", List.of("seven", "axis"), "T", I));
    nodes.add(node("Squeeze", "Squeeze", List.of("minusTwo"), "T", I));
    nodes.add(node("Fill", "Fill", List.of("twoByTwo", "seven"), "T", I));
    nodes.add(node("Select", "SelectV2", List.of("no", "shape", "other"), "T", I));
    nodes.add(node("Cast", "Cast", List.of("other"), "SrcT", I, "DstT", F));
    nodes.add(node("Cast_bool", "Cast", List.of("other"), "SrcT", I, "DstT", B));
    nodes.add(node("Cast_long", "Cast", List.of("half"), "SrcT", F, "DstT", DataType.DT_INT64));
    nodes.add(node("And", "LogicalAnd", List.of("yes", "no")));
    nodes.add(node("Or", "LogicalOr", List.of("yes", "no")));
    nodes.add(node("Not", "LogicalNot", List.of("no")));
    nodes.add(node("Size", "Size", List.of("shape"), "T", I, "out_type", I));
    nodes.add(node("Rank", "Rank", List.of("shape"), "T", I));
    nodes.add(node("Shape", "Shape", List.of("shape"), "T", I, "out_type", I));
    return nodes.stream();
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void foldsToWhatTensorFlowComputes(NodeDef node) {
    Constant folded = fold(node);
    assertThat(folded).isNotNull();
    assertThat(folded.isKnown()).isTrue();
    List<NodeDef> all = new ArrayList<>(CONSTANTS);
    all.add(node);
    all.add(node("shape_of", "Shape", List.of(node.getName()), "T", folded.type(), "out_type", I));
    all.add(node("y", "Cast", List.of(node.getName()), "SrcT", folded.type(), "DstT", F));
    all.add(node("y_shape", "Cast", List.of("shape_of"), "SrcT", I, "DstT", F));
    all.add(placeholder("x"));
    var graph = graph(List.of(), all.toArray(NodeDef[]::new));
    float[] values = Graphs.run(graph, new TensorName("y", 0), new float[0][0]);
    float[] shape = Graphs.run(graph, new TensorName("y_shape", 0), new float[0][0]);
    assertThat(doubles(values)).containsExactly(folded.values());
    assertThat(doubles(shape))
        .containsExactly(Arrays.stream(folded.shape()).asDoubleStream().toArray());
  }

  /** A result that would fill the memory is left to TensorFlow, at no cost. */
  @Test
  void foldsNothingHuge() {
    Constant huge = Constant.vector(I, 100_000, 100_000, 0x7fffffff);
    Constant one = Constant.scalar(I, 1);
    Constant many = Constant.of(I, new int[] {4096}, i -> i);
    Constant[] pieces = Collections.nCopies(200_000, many).toArray(Constant[]::new);
    assertThat(ShapeFolder.fold(node("y", "Fill", List.of()), huge, one)).isNull();
    assertThat(ShapeFolder.fold(node("y", "Reshape", List.of()), many, huge)).isNull();
    assertThat(ShapeFolder.fold(node("y", "Pack", List.of()), pieces)).isNull();
    assertThat(ShapeFolder.fold(node("y", "ConcatV2", List.of()), pieces)).isNull();
    assertThat(
            ShapeFolder.fold(
                node("y", "Range", List.of()), one, Constant.scalar(I, 0x7fffffff), one))
        .isNull();
  }

  private static Constant fold(NodeDef node) {
    ConstantFolder folder = new ConstantFolder(new FlatGraph(null), Map.of());
    List<Value> inputs = new ArrayList<>();
    for (String input : node.getInputList()) {
      NodeDef source =
          CONSTANTS.stream().filter(c -> c.getName().equals(input)).findFirst().orElseThrow();
      inputs.add(Value.of(folder.fold(source, List.of())));
    }
    return folder.fold(node, inputs);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }
}
