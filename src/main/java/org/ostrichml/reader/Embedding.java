package org.ostrichml.reader;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.model.Tensors;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Result;
import org.tensorflow.types.TFloat32;

/**
 * Where a model's tokens become vectors: the first float tensor behind its input, which can be
 * differentiated at as an input of floats can.
 *
 * @param table a row for each token, float32 [V, D]
 * @param embedded the rows of the tokens, float32 [N, L, D] or [N * L, D]
 */
record Embedding(Batch table, Operand<TFloat32> embedded) {
  private static final Set<String> LOOKUPS = Set.of("Gather", "GatherV2");

  /** Ops that leave numbers and their order as they are. */
  private static final Set<String> PASSING =
      Set.of("Identity", "StopGradient", "Cast", "Reshape", "ExpandDims", "Squeeze");

  /** The first lookup of the model's input in a matrix; empty if there is none. */
  static Optional<Embedding> of(TargetModel model) {
    for (Iterator<GraphOperation> all = model.graph().operations(); all.hasNext(); ) {
      GraphOperation op = all.next();
      if (LOOKUPS.contains(op.type())
          && isTable(op.inputs().get(0), model.input())
          && source(op.inputs().get(1)).op().equals(model.input().op())) {
        try (Result table = model.session().runner().fetch(op.inputs().get(0)).run()) {
          return Optional.of(new Embedding(Tensors.batch(table.get(0)), op.output(0)));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a tensor is a float matrix that does not depend on the input. */
  private static boolean isTable(Operand<?> tensor, Operand<?> input) {
    return tensor.type() == TFloat32.class
        && tensor.shape().numDimensions() == 2
        && !dependsOn((GraphOperation) tensor.op(), input.op(), new HashSet<>());
  }

  private static boolean dependsOn(GraphOperation op, Operation input, Set<GraphOperation> seen) {
    return op.equals(input)
        || seen.add(op)
            && op.inputs().stream()
                .anyMatch(read -> dependsOn((GraphOperation) read.op(), input, seen));
  }

  /** Where a tensor's numbers come from. */
  private static Operand<?> source(Operand<?> tensor) {
    Operand<?> source = tensor;
    while (PASSING.contains(source.op().type())) {
      source = ((GraphOperation) source.op()).inputs().get(0);
    }
    return source;
  }

  /** The number of tokens that have a row, V. */
  int rows() {
    return table.size();
  }

  /** How many numbers a token becomes, D. */
  int width() {
    return table.exampleSize();
  }

  /** How the product with {@code direction} changes from one token's vector to another's. */
  double gain(float[] direction, int offset, int from, int to) {
    double gain = 0;
    for (int i = 0; i < width(); i++) {
      double step = table.values()[to * width() + i] - table.values()[from * width() + i];
      gain += direction[offset + i] * step;
    }
    return gain;
  }
}
