package org.ostrichml.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.types.TFloat32;

/** Runs examples through a graph, from its input to any tensor with one row for each of them. */
record ForwardPass(Session session, Operand<TFloat32> input) {

  /**
   * The rows of {@code fetch} for all examples, run in batches of {@code size}, the last filled up.
   *
   * @throws OstrichException if the examples do not fit the input, or the output the examples
   */
  Batch run(Operand<TFloat32> fetch, Batch examples, int size) {
    check(input, examples);
    List<Batch> results = new ArrayList<>();
    for (int from = 0; from < examples.size(); from += size) {
      Batch part = examples.slice(from, Math.min(from + size, examples.size()));
      try (TFloat32 fed = Tensors.of(part.padTo(size));
          Result result = session.runner().feed(input, fed).fetch(fetch).run()) {
        Batch output = Tensors.batch(result.get(0));
        if (output.size() != size) {
          throw new OstrichException(
              "The model's output has shape %s, not one row for each of %d examples."
                  .formatted(Arrays.toString(output.shape()), size));
        }
        results.add(output.slice(0, part.size()));
      } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
        throw new OstrichException(
            "The model cannot run on an input of shape %s: %s"
                .formatted(Arrays.toString(part.shape()), TensorFlowMessages.firstLine(e)),
            e);
      }
    }
    return Batch.concat(results);
  }

  /** Checks that there are examples and that they fit {@code input}. */
  static void check(Operand<TFloat32> input, Batch examples) {
    int[] expected = OutputHead.axes(input);
    int[] shape = examples.shape();
    if (shape[0] == 0) {
      throw new OstrichException("There are no examples.");
    }
    boolean fits = input.shape().isUnknown() || expected.length == shape.length;
    for (int axis = 1; fits && axis < expected.length; axis++) {
      fits = expected[axis] < 0 || expected[axis] == shape[axis];
    }
    if (!fits) {
      throw new OstrichException(
          "The input has shape %s, but the model takes %s (-1 is any)."
              .formatted(Arrays.toString(shape), Arrays.toString(expected)));
    }
  }
}
