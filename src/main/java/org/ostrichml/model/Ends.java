package org.ostrichml.model;

import org.ostrichml.OstrichException;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Between which tensors of a graph a model is attacked. Other ends of the same graph are made from
 * these, each once.
 *
 * @param input the placeholder that is attacked
 * @param head the outputs
 * @param view what stands before the model, or null
 * @param views how many pictures one input becomes for the model, those of each draw counted
 * @param draws how many draws of the model the outputs are over
 * @param extensions what was added to the graph for these ends
 */
record Ends(
    Operand<TFloat32> input,
    OutputHead head,
    Viewed view,
    int views,
    int draws,
    Extensions extensions) {

  private static final String PROBABLE = "the loss on probabilities";

  private record Through(View view) {}

  private record Over(int draws) {}

  /** The ends of a model as it was loaded. */
  static Ends of(Graph graph, Operand<TFloat32> input, OutputHead head) {
    return new Ends(input, head, null, 1, 1, new Extensions(graph));
  }

  /** The ends behind a view; {@link TargetModel#through} says what that is. */
  Ends through(View through) {
    return extensions.add(
        new Through(through),
        tf -> {
          Viewed viewed = Viewed.of(tf, input, head, draw(), through);
          return new Ends(
              viewed.input(),
              viewed.head(),
              viewed,
              Math.multiplyExact(views, through.positions()),
              draws,
              extensions.ofAnotherEnd());
        });
  }

  /**
   * The ends over several draws of a model that draws at random; {@link TargetModel#overDraws} says
   * what that is.
   *
   * @throws IllegalStateException if these are over several draws already
   */
  Ends overDraws(int count) {
    return extensions.add(
        new Over(count),
        tf ->
            new Ends(
                input,
                Draws.of(tf, head, count),
                view,
                Math.multiplyExact(views, count),
                count,
                extensions.ofAnotherEnd()));
  }

  /**
   * The ends for a loss on probabilities; {@link TargetModel#onProbabilities} says what that is.
   *
   * @throws OstrichException if the output is not probabilities
   * @throws IllegalStateException if these are over several draws already
   */
  Ends onProbabilities() {
    requireSingleDraw();
    if (head.kind() != OutputKind.SOFTMAX && head.kind() != OutputKind.PROBABILITIES) {
      throw new OstrichException(
          "The model's output is %s: there are no probabilities to take the loss on."
              .formatted(head.kind().description()));
    }
    return extensions.add(
        PROBABLE,
        tf ->
            new Ends(
                input, head.onProbabilities(tf), view, views, draws, extensions.ofAnotherEnd()));
  }

  /**
   * Checks that the outputs are those of one draw.
   *
   * @throws IllegalStateException if these are over several
   */
  void requireSingleDraw() {
    if (draws > 1) {
      throw new IllegalStateException("The model is over %d draws already.".formatted(draws));
    }
  }

  /** The number of the drawing that the view makes; null without a view. */
  Operand<TInt32> draw() {
    return view == null ? null : view.draw();
  }
}
