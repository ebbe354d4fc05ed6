package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.Fixtures.numbers;

import org.junit.jupiter.api.Test;
import org.ostrichml.Fixtures;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

class SkeletonTest {
  @Test
  void largeConstantsBecomePlaceholdersAndSmallOnesStay() {
    GraphDef full =
        Fixtures.graph(
            Shape.of(-1, 32),
            (tf, x) ->
                tf.math.add(
                    tf.linalg.matMul(x, numbers(tf.withName("large"), 1, 32, 32)),
                    numbers(tf.withName("small"), 2, 32)));
    GraphDef skeleton = Skeleton.of(full);
    assertThat(full.getSerializedSize() - skeleton.getSerializedSize())
        .isGreaterThan(32 * 32 * 4 - 200);
    try (Graph graph = new Graph()) {
      graph.importGraphDef(skeleton);
      assertThat(graph.operation("large").type()).isEqualTo("Placeholder");
      assertThat(graph.operation("large").output(0).shape()).isEqualTo(Shape.of(32, 32));
      assertThat(graph.operation("large").output(0).type()).isEqualTo(TFloat32.class);
      assertThat(graph.operation("small").type()).isEqualTo("Const");
      assertThat(graph.operation("y").output(0).shape()).hasToString("[-1, 32]");
    }
  }
}
