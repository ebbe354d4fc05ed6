package org.ostrichml.attack;

import java.util.LinkedHashMap;
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
    close();
    Examples selected = examples.select(rows);
    float[] stepSizes = new float[rows.length];
    float[] extras = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      float epsilon = selected.epsilon()[i];
      float reach = Float.isInfinite(epsilon) ? examples.bounds().range() : epsilon;
      stepSizes[i] = attack.relativeStepSize() * reach;
      extras[i] = extra[rows[i]];
    }
    put(in.original(), selected.originals().flat());
    put(in.lower(), selected.box().lower().flat());
    put(in.upper(), selected.box().upper().flat());
    put(in.epsilon(), column(selected.epsilon()));
    put(in.stepSize(), column(stepSizes));
    put(in.extra(), column(extras));
    if (examples.threat().mask() != null) {
      float[] weights = examples.threat().mask().over(examples.originals().exampleShape());
      put(in.mask(), new Batch(weights, 1, weights.length));
    }
    tensors.put(in.steps(), TFloat32.scalarOf(attack.steps()));
    tensors.put(in.sign(), TFloat32.scalarOf(examples.aim().sign()));
    tensors.put(in.labels(), TInt32.vectorOf(selected.aim().labels()));
    tensors.put(in.goalShare(), TFloat32.scalarOf(examples.goal().share()));
    tensors.put(in.goalSign(), TFloat32.scalarOf(examples.goal().sign()));
    tensors.put(in.goalLabels(), TInt32.vectorOf(selected.goal().labels()));
  }

  private void put(Operand<?> node, Batch values) {
    tensors.put(node, Tensors.of(values));
  }

  private static Batch column(float[] values) {
    return new Batch(values, values.length, 1);
  }

  /** Feeds a step. */
  void feed(Session.Runner runner, int number) {
    replace(in.number(), TFloat32.scalarOf(number));
    if (draw != null) {
      replace(draw, TInt32.scalarOf(number));
    }
    tensors.forEach(runner::feed);
  }

  private void replace(Operand<?> node, Tensor value) {
    Tensor old = tensors.put(node, value);
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
    tensors.clear();
  }
}
