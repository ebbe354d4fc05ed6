package org.ostrichml.graph;

import static org.ostrichml.Protos.B;
import static org.ostrichml.Protos.F;
import static org.ostrichml.Protos.I;
import static org.ostrichml.Protos.constant;
import static org.ostrichml.Protos.graph;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;
import static org.ostrichml.Protos.vector;
import static org.ostrichml.graph.Fixtures.unary;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Small graphs with loops as TF1 writes them, from {@code x}, [2, 3], to {@code y}. */
final class OldLoopFixtures {
  private static final DataType R = DataType.DT_RESOURCE;

  private OldLoopFixtures() {}

  /**
   * A loop on {@code i} and {@code h} while i is less than {@code limit}. Its body reads {@code
   * name/i} and {@code name/h} and ends in {@code result}; the loop ends in {@code name/out}.
   */
  static List<NodeDef> loop(
      String name, String start, String limit, String h, DataType type, String result) {
    return List.of(
        enter(name + "/start", start, I, name, false),
        enter(name + "/first", h, type, name, false),
        enter(name + "/limit", limit, I, name, true),
        node(name + "/mi", "Merge", List.of(name + "/start", name + "/ni"), "T", I, "N", 2),
        node(name + "/mh", "Merge", List.of(name + "/first", name + "/nh"), "T", type, "N", 2),
        node(name + "/less", "Less", List.of(name + "/mi", name + "/limit"), "T", I),
        node(name + "/go", "LoopCond", List.of(name + "/less")),
        node(name + "/si", "Switch", List.of(name + "/mi", name + "/go"), "T", I),
        node(name + "/sh", "Switch", List.of(name + "/mh", name + "/go"), "T", type),
        node(name + "/i", "Identity", List.of(name + "/si:1"), "T", I),
        node(name + "/h", "Identity", List.of(name + "/sh:1"), "T", type),
        constant(name + "/one", 1).toBuilder().addInput("^" + name + "/i").build(),
        node(name + "/next", "AddV2", List.of(name + "/i", name + "/one"), "T", I),
        node(name + "/ni", "NextIteration", List.of(name + "/next"), "T", I),
        node(name + "/nh", "NextIteration", List.of(result), "T", type),
        node(name + "/out", "Exit", List.of(name + "/sh"), "T", type));
  }

  static NodeDef enter(String name, String input, DataType type, String frame, boolean constant) {
    return node(
        name, "Enter", List.of(input), "T", type, "frame_name", frame, "is_constant", constant);
  }

  /** Graphs with {@code x}, and the int32 numbers {@code zero}, {@code two} and {@code three}. */
  @SafeVarargs
  static GraphDef graphOf(List<NodeDef>... parts) {
    List<NodeDef> nodes =
        new ArrayList<>(
            List.of(
                placeholder("x", 2, 3),
                constant("zero", 0),
                constant("two", 2),
                constant("three", 3)));
    for (List<NodeDef> part : parts) {
      nodes.addAll(part);
    }
    return graph(List.of(), nodes.toArray(NodeDef[]::new));
  }

  /** sin(sin(sin(x))) * x, where {@code x} is also read inside the loop. */
  static GraphDef once() {
    return graphOf(
        loop("l", "zero", "three", "x", F, "l/result"),
        List.of(
            enter("l/x", "x", F, "l", true),
            unary("l/sine", "Sin", "l/h"),
            node("l/result", "Mul", List.of("l/sine", "l/x"), "T", F),
            unary("y", "Exp", "l/out")));
  }

  /** Step i takes 3 - i sines and adds x, which enters one loop and then the other. */
  static GraphDef nested() {
    return graphOf(
        loop("l", "zero", "three", "x", F, "in/out"),
        loop("in", "l/i", "l/limit", "l/h", F, "in/result"),
        List.of(
            enter("l/x", "x", F, "l", true),
            enter("in/x", "l/x", F, "in", true),
            unary("in/sine", "Sin", "in/h"),
            node("in/result", "AddV2", List.of("in/sine", "in/x"), "T", F),
            unary("y", "Exp", "l/out")));
  }

  /** Even steps take the sine, odd ones the square. */
  static GraphDef branchInLoop() {
    return graphOf(
        loop("l", "zero", "three", "x", F, "l/result"),
        List.of(
            enter("l/two", "two", I, "l", true),
            node("l/odd", "FloorMod", List.of("l/i", "l/two"), "T", I),
            node("l/p", "Cast", List.of("l/odd"), "SrcT", I, "DstT", B),
            node("l/s", "Switch", List.of("l/h", "l/p"), "T", F),
            unary("l/yes", "Sin", "l/s:1"),
            unary("l/no", "Square", "l/s"),
            node("l/result", "Merge", List.of("l/no", "l/yes"), "T", F, "N", 2),
            unary("y", "Exp", "l/out")));
  }

  /** sin(x) where {@code p} holds, else the square, and one that waits for the Switch added. */
  static GraphDef waiting(NodeDef p) {
    return graphOf(
        List.of(
            vector("axes", 0, 1),
            constant("zeros", 0f),
            node("sum", "Sum", List.of("x", "axes"), "T", F, "Tidx", I),
            p,
            node("s", "Switch", List.of("x", "p"), "T", F),
            unary("yes", "Sin", "s:1"),
            unary("no", "Square", "s"),
            node("joined", "Merge", List.of("no", "yes"), "T", F, "N", 2),
            constant("one", 1f).toBuilder().addInput("^s").build(),
            node("y", "AddV2", List.of("joined", "one"), "T", F)));
  }

  /** A loop of sines where the sum of x is positive, else the square. */
  static GraphDef loopInBranch() {
    return graphOf(
        List.of(
            vector("axes", 0, 1),
            constant("nothing", 0f),
            node("sum", "Sum", List.of("x", "axes"), "T", F, "Tidx", I),
            node("p", "Greater", List.of("sum", "nothing"), "T", F),
            node("s", "Switch", List.of("x", "p"), "T", F),
            node("side", "Identity", List.of("s:1"), "T", F),
            constant("begin", 0).toBuilder().addInput("^side").build(),
            constant("end", 3).toBuilder().addInput("^side").build(),
            unary("l/result", "Sin", "l/h"),
            unary("no", "Square", "s"),
            node("y", "Merge", List.of("no", "l/out"), "T", F, "N", 2)),
        loop("l", "begin", "end", "side", F, "l/result"));
  }

  /** The sines of the rows of x, read from one tensor array and written to another. */
  static GraphDef arrays() {
    return graphOf(
        List.of(
            array("rows", "two"),
            array("sines", "two"),
            vector("both", 1, 0),
            array("scattered", "TensorArrayScatterV3", "rows", "both", "x", "rows:1"),
            enter("l/rows", "rows", R, "l", true),
            enter("l/sines", "sines", R, "l", true),
            enter("l/flow", "scattered", F, "l", true),
            read("l/row", "l/rows", "l/i", "l/flow"),
            unary("l/sine", "Sin", "l/row"),
            array("l/result", "TensorArrayWriteV3", "l/sines", "l/i", "l/sine", "l/h"),
            node("size", "TensorArraySizeV3", List.of("sines", "l/out")),
            node("all", "Range", List.of("zero", "size", "one"), "Tidx", I),
            constant("one", 1),
            node("y", "TensorArrayGatherV3", List.of("sines", "all", "l/out"), "dtype", F)),
        loop("l", "zero", "two", "sines:1", F, "l/result"));
  }

  /** The parts of x's only column, in an array and together again. */
  static GraphDef parts() {
    NodeDef lengths =
        node("lengths", "Cast", List.of("ones"), "SrcT", I, "DstT", DataType.DT_INT64);
    return graphOf(
        List.of(
            vector("ones", 1, 1),
            lengths,
            array("a", "two"),
            array("flow", "TensorArraySplitV3", "a", "x", "lengths", "a:1"),
            array("more", "TensorArrayWriteV3", "a", "two", "row", "flow"),
            constant("one", 1),
            read("row", "a", "one", "flow"),
            node("y", "TensorArrayConcatV3", List.of("a", "more"), "dtype", F)));
  }

  private static NodeDef array(String name, String size) {
    return node(
        name,
        "TensorArrayV3",
        List.of(size),
        "dtype",
        F,
        "dynamic_size",
        true,
        "clear_after_read",
        false);
  }

  private static NodeDef array(String name, String op, String... inputs) {
    return node(name, op, List.of(inputs), "T", F);
  }

  private static NodeDef read(String name, String array, String index, String flow) {
    return node(name, "TensorArrayReadV3", List.of(array, index, flow), "dtype", F);
  }
}
