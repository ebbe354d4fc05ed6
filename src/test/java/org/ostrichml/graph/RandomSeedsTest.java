package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.Protos.F;
import static org.ostrichml.Protos.I;
import static org.ostrichml.Protos.constant;
import static org.ostrichml.Protos.node;
import static org.ostrichml.Protos.placeholder;
import static org.ostrichml.Protos.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ostrichml.Protos;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/** Graphs that draw at random, as TensorFlow and Keras 2 and 3 write them, with seeds set. */
class RandomSeedsTest {
  private static final DataType LONG = DataType.DT_INT64;
  private static final DataType KEY = DataType.DT_UINT64;

  private static final NodeDef X = placeholder("x", -1, 3);
  private static final NodeDef SHAPE = node("shape", "Shape", List.of("x"), "T", F, "out_type", I);

  /** What two runs of each of two sessions draw; the second session begins anew. */
  private static List<float[]> draws(GraphDef drawing, long seed) {
    TensorProto state =
        TensorProto.newBuilder()
            .setDtype(LONG)
            .setTensorShape(TensorShapeProto.newBuilder().addDim(dim(3)))
            .addAllInt64Val(List.of(1L, 2L, 3L))
            .build();
    GraphDef seeded = RandomSeeds.set(drawing, Graphs.CATALOG, seed);
    GraphDef frozen = VariableFreezer.freeze(seeded, Map.of("state", state));
    GraphDef needed = Pruner.prune(frozen, List.of(new TensorName("y", 0)));
    List<float[]> draws = new ArrayList<>();
    try (Graph graph = new Graph()) {
      graph.importGraphDef(needed);
      for (int i = 0; i < 2; i++) {
        try (Session session = new Session(graph, Protos.PLAIN);
            TFloat32 x = TFloat32.tensorOf(StdArrays.ndCopyOf(new float[4][3]))) {
          for (int run = 0; run < 2; run++) {
            try (Result result = session.runner().feed("x", x).fetch("y").run()) {
              float[] values = new float[12];
              result.get(0).asRawTensor().data().asFloats().read(values);
              draws.add(values);
            }
          }
        }
      }
    }
    return draws;
  }

  private static TensorShapeProto.Dim dim(long size) {
    return TensorShapeProto.Dim.newBuilder().setSize(size).build();
  }

  private static void drawAnewInEveryRunAndTheSameInEverySession(GraphDef drawing) {
    List<float[]> draws = draws(drawing, 1);
    assertThat(Arrays.stream(box(draws.get(0))).distinct()).hasSize(12);
    assertThat(draws.get(1)).isNotEqualTo(draws.get(0));
    assertThat(draws.get(2)).isEqualTo(draws.get(0));
    assertThat(draws.get(3)).isEqualTo(draws.get(1));
    assertThat(draws(drawing, 2).get(0)).isNotEqualTo(draws.get(0));
  }

  private static Float[] box(float[] values) {
    Float[] boxed = new Float[values.length];
    Arrays.setAll(boxed, i -> values[i]);
    return boxed;
  }

  @Test
  void opsWithAStateOfTheirOwn() {
    NodeDef first = node("first", "RandomUniform", List.of("shape"), "T", I, "dtype", F);
    NodeDef second = node("second", "RandomStandardNormal", List.of("shape"), "T", I, "dtype", F);
    GraphDef drawing =
        Protos.graph(List.of(), X, SHAPE, first, second, node("y", "AddV2", "first", "second"));
    drawAnewInEveryRunAndTheSameInEverySession(drawing);
    GraphDef same =
        Protos.graph(
            List.of(),
            X,
            SHAPE,
            first,
            node("second", "RandomUniform", List.of("shape"), "T", I, "dtype", F),
            node("y", "Sub", "first", "second"));
    assertThat(draws(same, 0).get(0)).doesNotContain(0f);
  }

  /** Keras 3 keeps the seed of its dropout in a variable, and adds to it in every run. */
  @Test
  void aSeedInAVariable() {
    GraphDef drawing =
        Protos.graph(
            List.of(),
            X,
            SHAPE,
            handle(),
            node("read", "ReadVariableOp", List.of("state"), "dtype", LONG),
            vector("begin", 0),
            vector("size", 2),
            node("seed", "Slice", List.of("read", "begin", "size"), "T", LONG, "Index", I),
            node(
                "y",
                "StatelessRandomUniform",
                List.of("shape", "seed"),
                "T",
                I,
                "dtype",
                F,
                "Tseed",
                LONG));
    drawAnewInEveryRunAndTheSameInEverySession(drawing);
  }

  /** What is drawn from a seed that is written down is the same in every run, and stays so. */
  @Test
  void aSeedThatIsWrittenDown() {
    GraphDef drawing =
        Protos.graph(
            List.of(),
            X,
            SHAPE,
            vector("seed", 3, 4),
            node(
                "y",
                "StatelessRandomUniform",
                List.of("shape", "seed"),
                "T",
                I,
                "dtype",
                F,
                "Tseed",
                I));
    List<float[]> draws = draws(drawing, 1);
    assertThat(draws.get(1)).isEqualTo(draws.get(0));
    assertThat(draws(drawing, 2).get(0)).isEqualTo(draws.get(0));
  }

  /** {@code tf.random.Generator}, and the layers of Keras 2 that change pictures at random. */
  @Test
  void aGenerator() {
    GraphDef drawing =
        Protos.graph(
            List.of(),
            X,
            SHAPE,
            handle(),
            constant("algorithm", 1),
            constant(
                "delta",
                TensorProto.newBuilder()
                    .setDtype(KEY)
                    .setTensorShape(TensorShapeProto.getDefaultInstance())
                    .addUint64Val(256)
                    .build()),
            node("skip", "RngReadAndSkip", List.of("state", "algorithm", "delta")),
            vector("zero", 0),
            vector("one", 1),
            vector("two", 2),
            node("counter64", "Slice", List.of("skip", "zero", "two"), "T", LONG, "Index", I),
            node("key64", "Slice", List.of("skip", "two", "one"), "T", LONG, "Index", I),
            node("counter", "Bitcast", List.of("counter64"), "T", LONG, "type", KEY),
            node("key", "Bitcast", List.of("key64"), "T", LONG, "type", KEY),
            node(
                "y",
                "StatelessRandomUniformV2",
                List.of("shape", "key", "counter", "algorithm"),
                "Tshape",
                I,
                "dtype",
                F));
    drawAnewInEveryRunAndTheSameInEverySession(drawing);
  }

  private static NodeDef handle() {
    return node(
        "state",
        "VarHandleOp",
        List.of(),
        "dtype",
        LONG,
        "shape",
        TensorShapeProto.newBuilder().addDim(dim(3)).build());
  }
}
