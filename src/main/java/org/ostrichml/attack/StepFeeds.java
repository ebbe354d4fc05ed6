package org.ostrichml.attack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ostrichml.data.Batch;
import org.ostrichml.model.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What a step is fed and does not change, as native tensors; owns and closes them. */
final class StepFeeds implements AutoCloseable {
  private final StepGraph.In in;
  private final StepAttack attack;
  private final Examples examples;
  private final float[] extra;
  private final Operand<TInt32> draw;
  private final Map<Operand<?>, Tensor> tensors = new LinkedHashMap<>();

  /** Feeds, with the number of the drawing where the model has one; else {@code draw} is null. */
  StepFeeds(
      StepGraph.In in, StepAttack attack, Examples examples, float[] extra, Operand<TInt32> draw) {
    this.in = in;
    this.attack = attack;
    this.examples = examples;
    this.extra = extra;
    this.draw = draw;
  }

  /** Feeds the examples whose numbers are in {@code rows} from now on. */
  void select(int[] rows) {
    put(in.original(), examples.originals().select(rows).flat());
    put(in.lower(), examples.box().lower().select(rows).flat());
    put(in.upper(), examples.box().upper().select(rows).flat());
    if (examples.threat().mask() != null) {
      float[] weights = examples.threat().mask().over(examples.originals().exampleShape());
      put(in.mask(), new Batch(weights, 1, weights.length));
    }
    put(in.steps(), TFloat32.scalarOf(attack.steps()));
    put(in.sign(), TFloat32.scalarOf(examples.aim().sign()));
    put(in.goalShare(), TFloat32.scalarOf(examples.goal().share()));
    put(in.goalSign(), TFloat32.scalarOf(examples.goal().sign()));
    columns(rows);
  }

  /**
   * Goes on with some of the examples.
   *
   * @param places where they are among those that were fed
   * @param rows their numbers
   */
  void keep(int[] places, int[] rows) {
    for (Operand<?> wide : List.of(in.original(), in.lower(), in.upper())) {
      put(wide, Tensors.select(tensors.get(wide), places));
    }
    columns(rows);
  }

  /** What is one value for each example. */
  private void columns(int[] rows) {
    float[] epsilons = new float[rows.length];
    float[] stepSizes = new float[rows.length];
    float[] extras = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      float epsilon = examples.epsilon()[rows[i]];
      float reach = Float.isInfinite(epsilon) ? examples.bounds().range() : epsilon;
      epsilons[i] = epsilon;
      stepSizes[i] = attack.relativeStepSize() * reach;
      extras[i] = extra[rows[i]];
    }
    put(in.epsilon(), column(epsilons));
    put(in.stepSize(), column(stepSizes));
    put(in.extra(), column(extras));
    put(in.labels(), TInt32.vectorOf(examples.aim().select(rows).labels()));
    put(in.goalLabels(), TInt32.vectorOf(examples.goal().select(rows).labels()));
  }

  private void put(Operand<?> node, Batch values) {
    put(node, Tensors.of(values));
  }

  /** Feeds a tensor in the place of what was fed there. */
  private void put(Operand<?> node, Tensor tensor) {
    Tensor old = tensors.put(node, tensor);
    if (old != null) {
      old.close();
    }
  }

  private static Batch column(float[] values) {
    return new Batch(values, values.length, 1);
  }

  /** Feeds a step. */
  void feed(Session.Runner runner, int number) {
    put(in.number(), TFloat32.scalarOf(number));
    if (draw != null) {
      put(draw, TInt32.scalarOf(number));
    }
    tensors.forEach(runner::feed);
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
    tensors.clear();
  }
}
