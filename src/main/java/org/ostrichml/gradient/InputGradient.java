package org.ostrichml.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.model.TargetModel;
import org.ostrichml.model.TensorFlowMessages;
import org.ostrichml.model.Tensors;
import org.ostrichml.objective.Goal;
import org.ostrichml.objective.Loss;
import org.ostrichml.objective.Positions;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The gradient of a loss with respect to a model's input, ready to run. Safe for several threads.
 */
public final class InputGradient {
  private final TargetModel model;
  private final Loss loss;
  private final Nodes nodes;

  private record Key(Loss loss, Operand<TFloat32> scores) {}

  private record Nodes(
      Placeholder<TInt32> labels,
      Operand<TFloat32> losses,
      Operand<TFloat32> gradient,
      Operand<TFloat32> scores) {}

  /**
   * What one run gives.
   *
   * @param gradient the gradient, of the shape of the examples
   * @param losses the loss of each example, [N]
   * @param scores what the loss was taken on, [N, .., classes]
   */
  public record Value(Batch gradient, Batch losses, Batch scores) {
    /** Says of how many examples the gradient is zero everywhere, and why; empty if of none. */
    public Optional<String> warning() {
      return ZeroGradients.warning(ZeroGradients.count(gradient), gradient.size());
    }
  }

  private InputGradient(TargetModel model, Loss loss, Nodes nodes) {
    this.model = model;
    this.loss = loss;
    this.nodes = nodes;
  }

  /**
   * Adds the gradient of a loss to a model's graph.
   *
   * @param scores what the loss is taken on: the model's logits, or its output
   * @throws OstrichException if an op in between has no gradient, with its name
   */
  public static InputGradient of(TargetModel model, Loss loss, Operand<TFloat32> scores) {
    return new InputGradient(
        model,
        loss,
        model.extend(
            new Key(loss, scores),
            tf -> {
              Placeholder<TInt32> labels = tf.placeholder(TInt32.class);
              Operand<TInt32> shaped = Positions.labels(tf, scores, labels);
              Operand<TFloat32> losses = loss.perExample(tf, scores, shaped);
              Operand<TFloat32> gradient =
                  Gradients.of(tf, loss, losses, scores, shaped, model.input());
              return new Nodes(labels, losses, gradient, scores);
            }));
  }

  /**
   * The gradient of the loss summed over {@code examples}.
   *
   * @param examples of the model's input shape
   * @param labels one label for each example, [N]; where the output is a map, one for each
   *     position, in the map's shape or [N, positions], -1 where a position does not count; where
   *     the loss reads none, any of [N]
   * @throws OstrichException if examples or labels do not fit the model
   */
  public Value run(Batch examples, IntArray labels) {
    model.checkInput(examples);
    checkLabels(examples, labels);
    int size = model.batchSize(examples.size());
    int stride = labels.values().length / examples.size();
    List<Batch> gradients = new ArrayList<>();
    List<Batch> losses = new ArrayList<>();
    List<Batch> scores = new ArrayList<>();
    for (int from = 0; from < examples.size(); from += size) {
      Batch part = examples.slice(from, Math.min(from + size, examples.size()));
      int[] shape = labels.shape().clone();
      shape[0] = size;
      int[] padded =
          Arrays.copyOf(
              Arrays.copyOfRange(labels.values(), from * stride, (from + part.size()) * stride),
              size * stride);
      Value value = runPart(part.padTo(size), padded, shape);
      gradients.add(value.gradient().slice(0, part.size()));
      losses.add(value.losses().slice(0, Math.min(part.size(), value.losses().size())));
      scores.add(value.scores().slice(0, Math.min(part.size(), value.scores().size())));
    }
    return new Value(Batch.concat(gradients), Batch.concat(losses), Batch.concat(scores));
  }

  private Value runPart(Batch examples, int[] labels, int[] shape) {
    Shape labelShape = Shape.of(Arrays.stream(shape).asLongStream().toArray());
    try (TFloat32 x = Tensors.of(examples);
        TInt32 y = TInt32.tensorOf(labelShape, DataBuffers.of(labels));
        Result result =
            model
                .session()
                .runner()
                .feed(model.input(), x)
                .feed(nodes.labels(), y)
                .fetch(nodes.gradient())
                .fetch(nodes.losses())
                .fetch(nodes.scores())
                .run()) {
      return new Value(
          Tensors.batch(result.get(0)), Tensors.batch(result.get(1)), Tensors.batch(result.get(2)));
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new OstrichException(
          "The gradient cannot be computed: " + TensorFlowMessages.firstLine(e), e);
    }
  }

  private void checkLabels(Batch examples, IntArray labels) {
    if (labels.shape()[0] != examples.size()) {
      throw new OstrichException(
          "There are %d labels for %d examples: give one for each."
              .formatted(labels.shape()[0], examples.size()));
    }
    int[] output = model.outputShape();
    if (!loss.readsLabels() || model.classes() == 0 || output.length == 0) {
      return;
    }
    int[] positions = Arrays.copyOf(output, output.length - 1);
    boolean isFlat =
        (positions.length > 1 || model.positions() > 1)
            && labels.shape().length == 2
            && labels.shape()[1] == model.positions();
    boolean fits = positions.length == labels.shape().length;
    for (int axis = 1; fits && axis < positions.length; axis++) {
      fits = positions[axis] < 0 || positions[axis] == labels.shape()[axis];
    }
    if (!fits && !isFlat) {
      throw new OstrichException(
          "The labels have shape %s, but the model needs one for each position of %s (-1 is any)."
              .formatted(Arrays.toString(labels.shape()), Arrays.toString(positions)));
    }
    int smallest = positions.length > 1 ? Goal.ANY : 0;
    for (int label : labels.values()) {
      if (label < smallest || label >= model.classes()) {
        throw new OstrichException(
            "The label %d is no class of the model: its classes are 0 to %d."
                .formatted(label, model.classes() - 1));
      }
    }
  }
}
