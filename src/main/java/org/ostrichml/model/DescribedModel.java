package org.ostrichml.model;

import java.util.Arrays;
import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What is known of a model without running it: its ends, and what its files say. */
abstract sealed class DescribedModel permits TargetModel {
  private final Facts facts;
  final Ends ends;
  final int group;

  /**
   * A model.
   *
   * @param group the size of the batches it runs in; 0 for any
   */
  DescribedModel(Facts facts, Ends ends, int group) {
    this.facts = facts;
    this.ends = ends;
    this.group = group;
  }

  /** What was assumed while loading, one sentence each; for the user to read. */
  public List<String> notes() {
    return facts.notes();
  }

  /** The signature the input and output belong to, or null where both are named tensors. */
  public String signature() {
    return facts.signature();
  }

  /** The placeholder that is attacked, float32 of {@link #inputShape}. */
  public Operand<TFloat32> input() {
    return ends.input();
  }

  /** The output as the model gives it, float32. */
  public Operand<TFloat32> output() {
    return ends.head().output();
  }

  /** The logits, float32 [N, .., classes]; log-probabilities where the model has no logits. */
  public Operand<TFloat32> logits() {
    return ends.head().logits();
  }

  /** How the output relates to the logits. */
  public OutputKind outputKind() {
    return ends.head().kind();
  }

  /** The shape of the input, the batch first; -1 for an axis that is free; empty if unknown. */
  public int[] inputShape() {
    return OutputHead.axes(ends.input());
  }

  /** The shape of the output, the batch first; -1 for an axis that is free; empty if unknown. */
  public int[] outputShape() {
    return OutputHead.axes(ends.head().output());
  }

  /** The number of classes, which is the length of the output's last axis; 0 if there are none. */
  public int classes() {
    return ends.head().classes();
  }

  /**
   * How many vectors of class scores there are for each example: 1, or as many as a map has
   * positions, times the draws of the model; -1 where that is not known before a run.
   */
  public int positions() {
    int[] shape = outputShape();
    int count = ends.draws();
    for (int axis = 1; axis < shape.length - 1; axis++) {
      count = shape[axis] < 0 || count < 0 ? -1 : Math.multiplyExact(count, shape[axis]);
    }
    return count;
  }

  /**
   * Checks that the output holds class scores: one vector for each example, or a map of them.
   *
   * @throws OstrichException if it is a single value
   */
  public void requireScores() {
    if (classes() == 0) {
      throw new OstrichException(
          "The output has shape %s (-1 is any): it holds no class scores. Choose another with --output."
              .formatted(Arrays.toString(outputShape())));
    }
  }

  /**
   * Checks that the output is one vector of class scores for each example.
   *
   * @throws OstrichException if it is a single value or a map
   */
  public void requireClasses() {
    if (classes() == 0 || outputShape().length > 2) {
      throw new OstrichException(
          "The output has shape %s (-1 is any): it is no vector of class scores for each example. Choose another with --output."
              .formatted(Arrays.toString(outputShape())));
    }
  }

  /**
   * Checks that the logits are one vector for each example.
   *
   * @throws OstrichException if the output is a single value or a map, or there are several draws
   */
  public void requireOneVector() {
    requireClasses();
    if (positions() != 1) {
      throw new OstrichException(
          "This attack compares the scores of a single vector, and there are %d for each example: leave out --eot, or choose one that climbs a loss, as pgd."
              .formatted(positions()));
    }
  }

  /** The names of the classes. */
  public Labels labels() {
    return facts.labels();
  }

  /** The class of this name or index; see {@link Labels#index}. */
  public int label(String name) {
    return facts.labels().index(name);
  }

  /**
   * The colours of the classes on a map of them, {@code 0xRRGGBB}, no two the same: those of the
   * sidecar {@code ostrich.json}, else colours that are easily told apart.
   */
  public List<Integer> colours() {
    return facts.colours();
  }

  /** The range of valid inputs. */
  public Bounds bounds() {
    return facts.bounds();
  }

  /** Whether the bounds were given by the caller or the sidecar, rather than assumed. */
  public boolean boundsKnown() {
    return facts.boundsKnown();
  }

  /** The number of the model's floating-point parameters. */
  public long parameters() {
    return facts.parameters();
  }

  /** The size of the parameters in bytes. */
  public long parameterBytes() {
    return facts.parameterBytes();
  }

  /** Whether pictures are to be cropped to their central square before they are resized. */
  public boolean cropCentre() {
    return facts.cropCentre();
  }

  /** Whether two runs of the model on the same input may differ: it draws at random. */
  public boolean isRandom() {
    return facts.random();
  }

  /** The number of the drawing that a view makes, a scalar, 0 unless fed; null without a view. */
  public Operand<TInt32> draw() {
    return ends.draw();
  }

  /** How many pictures one input becomes for the model, those of each draw counted: 1 or more. */
  public int views() {
    return ends.views();
  }

  /** Where it runs: {@link Device#CPU} or {@link Device#GPU}. */
  public Device device() {
    return facts.device();
  }

  /** The batch size to run with: the model's own where it is fixed, else {@code preferred}. */
  public int batchSize(int preferred) {
    int[] shape = inputShape();
    if (shape.length > 0 && shape[0] > 0) {
      return shape[0];
    }
    return group > 0 ? group : preferred;
  }

  /**
   * Checks that examples fit the input.
   *
   * @throws OstrichException if they do not, or there are none
   */
  public void checkInput(Batch examples) {
    ForwardPass.check(ends.input(), examples);
  }
}
