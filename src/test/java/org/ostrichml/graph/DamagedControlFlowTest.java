package org.ostrichml.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.GraphDef;

/** Graphs with control flow, cut off or with bits flipped: refused or flattened, no other error. */
class DamagedControlFlowTest {
  private static final int FLIPS = 1000;

  static Stream<Arguments> graphs() {
    return Stream.concat(ControlFlowTest.graphs(), TensorListsTest.graphs());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("graphs")
  void everyPrefixIsRefusedOrFlattened(String name, GraphDef graph) {
    byte[] bytes = graph.toByteArray();
    within(
        () -> {
          for (int length = 0; length < bytes.length; length++) {
            flatten(Arrays.copyOf(bytes, length));
          }
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("graphs")
  void everyFlippedBitIsRefusedOrFlattened(String name, GraphDef graph) {
    byte[] bytes = graph.toByteArray();
    Random random = new Random(1);
    within(
        () -> {
          for (int i = 0; i < FLIPS; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            flatten(damaged);
          }
        });
  }

  private static void flatten(byte[] bytes) {
    GraphDef graph;
    try {
      graph = GraphDef.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      return;
    }
    try {
      GraphDef flat = FunctionInliner.inline(graph, Graphs.CATALOG, List.of()).graph();
      Graphs.flatten(Pruner.prune(flat, List.of(new TensorName("y", 0))), "y");
    } catch (OstrichException e) {
      // What is damaged may be refused.
    }
  }

  private static void within(Runnable work) {
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), work::run);
  }
}
