package org.ostrichml.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.model.TensorFlowMessages;
import org.ostrichml.model.Tensors;
import org.ostrichml.objective.Goal;
import org.ostrichml.objective.Losses;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Sign steps, ready to run on one model. Holds no native memory of its own: what it added to the
 * model's graph lives as long as the model. Safe for use by several threads.
 */
public final class CompiledAttack {
  private final TargetModel model;
  private final Pgd parameters;
  private final StepGraph graph;

  CompiledAttack(TargetModel model, Pgd parameters) {
    model.requireClasses();
    this.model = model;
    this.parameters = parameters;
    this.graph = StepGraph.of(model, Losses.CROSS_ENTROPY);
  }

  /** Attacks {@code originals}; see {@link #run(Batch, Goal, StepListener)}. */
  public AdversarialBatch run(Batch originals, Goal goal) {
    return run(originals, goal, StepListener.NONE);
  }

  /**
   * Attacks a batch. Each step takes one forward and one backward pass; the result itself is not
   * passed through the model.
   *
   * @param originals examples of the model's input shape, within its bounds unless the threat does
   *     not clip
   * @param goal one label for all examples, or one for each
   * @param listener told after every step; an exception it throws ends the attack
   * @throws OstrichException if the examples or labels do not fit the model, or its gradient is not
   *     a number
   */
  public AdversarialBatch run(Batch originals, Goal goal, StepListener listener) {
    model.checkInput(originals);
    goal.check(model.classes(), originals.size());
    int size = model.batchSize(originals.size());
    List<Batch> parts = new ArrayList<>();
    for (int from = 0; from < originals.size(); from += size) {
      Batch part = originals.slice(from, Math.min(from + size, originals.size()));
      Goal partGoal = new Goal(goal.targeted(), goal.labels(from, part.size()));
      parts.add(runPart(part, size, partGoal, listener));
    }
    return new AdversarialBatch(Batch.concat(parts), parameters.steps(), parameters.steps());
  }

  private Batch runPart(Batch part, int size, Goal goal, StepListener listener) {
    Batch originals = part.padTo(size);
    int[] labels = Arrays.copyOf(goal.labels(0, part.size()), size);
    Arrays.fill(labels, part.size(), size, labels[part.size() - 1]);
    Threat threat = parameters.threat();
    Box box = Box.around(originals, threat, model.bounds());
    Result last = null;
    try (TFloat32 start = Tensors.of(start(originals, box));
        TFloat32 lower = Tensors.of(box.lower());
        TFloat32 upper = Tensors.of(box.upper());
        TInt32 targets = TInt32.vectorOf(labels);
        TFloat32 step = TFloat32.scalarOf(goal.sign() * parameters.stepSize())) {
      Tensor base = start;
      Tensor seen = start;
      for (int i = 1; i <= parameters.steps(); i++) {
        Session.Runner runner =
            model
                .session()
                .runner()
                .feed(model.input(), seen)
                .feed(graph.base(), base)
                .feed(graph.labels(), targets)
                .feed(graph.step(), step)
                .feed(graph.lower(), lower)
                .feed(graph.upper(), upper)
                .fetch(graph.next())
                .fetch(graph.losses())
                .fetch(graph.predicted());
        Result done = run(threat.greyLevels() ? runner.fetch(graph.greyLevels()) : runner);
        if (last != null) {
          last.close();
        }
        last = done;
        base = done.get(0);
        seen = threat.greyLevels() ? done.get(3) : base;
        tell(listener, i, goal, part.size(), done);
      }
      return finite(Tensors.batch(seen).slice(0, part.size()));
    } finally {
      if (last != null) {
        last.close();
      }
    }
  }

  private static Result run(Session.Runner runner) {
    try {
      return runner.run();
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new OstrichException(
          "The attack cannot run on this model: " + TensorFlowMessages.firstLine(e), e);
    }
  }

  private Batch start(Batch originals, Box box) {
    Long seed = parameters.startSeed();
    if (seed == null) {
      return originals;
    }
    Batch start = RandomStart.uniform(originals, box, seed);
    return parameters.threat().greyLevels() ? GreyLevels.round(start, model.bounds()) : start;
  }

  private static void tell(StepListener listener, int step, Goal goal, int examples, Result done) {
    float[] losses = new float[examples];
    boolean[] reached = new boolean[examples];
    for (int i = 0; i < examples; i++) {
      losses[i] = ((TFloat32) done.get(1)).getFloat(i);
      reached[i] = goal.isReached(i, (int) ((TInt64) done.get(2)).getLong(i));
    }
    listener.onStep(step, losses, reached);
  }

  private static Batch finite(Batch result) {
    for (float value : result.values()) {
      if (!Float.isFinite(value)) {
        throw new OstrichException(
            "The gradient of the loss is not a number for this input: the model overflows on it.");
      }
    }
    return result;
  }
}
