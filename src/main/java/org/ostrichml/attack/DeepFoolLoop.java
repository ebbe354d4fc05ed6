package org.ostrichml.attack;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy.IntArray;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.model.TargetModel;

/** The steps of {@link DeepFool} on one batch. What has reached its goal leaves. */
final class DeepFoolLoop {
  /**
   * How far a value goes beyond a boundary at least, in parts of the range; floats are not exact.
   */
  private static final double NUDGE = 1e-6;

  private final TargetModel model;
  private final InputGradient gradient;
  private final DeepFool attack;
  private final Examples examples;
  private final Norm norm;
  private final double nudge;
  private final float[] weights;
  private final double[][] changes;

  DeepFoolLoop(TargetModel model, InputGradient gradient, DeepFool attack, Examples examples) {
    this.model = model;
    this.gradient = gradient;
    this.attack = attack;
    this.examples = examples;
    this.norm = examples.threat().norm();
    int stride = examples.originals().exampleSize();
    double[] everywhere = new double[stride];
    Arrays.fill(everywhere, NUDGE * examples.bounds().range());
    this.nudge = norm.length(everywhere);
    Mask mask = examples.threat().mask();
    this.weights = mask == null ? null : mask.over(examples.originals().exampleShape());
    this.changes = new double[examples.size()][stride];
  }

  /** Steps until all have reached their goal, cannot move, or have made all steps. */
  Search.Found run(StepListener listener) {
    Nearest nearest = new Nearest(examples);
    int[] rows = IntStream.range(0, examples.size()).toArray();
    for (int number = 0; rows.length > 0; number++) {
      Batch points = points(rows);
      Judge judge = Judge.of(model, points, examples.select(rows).goal());
      nearest.effort().add(rows, Effort.of(rows.length, 1, 0));
      for (int i = 0; i < rows.length; i++) {
        if (judge.reached()[i]) {
          nearest.offer(rows[i], points, i);
        }
      }
      int[] left = number == attack.steps() ? new int[0] : judge.unreached();
      rows = select(rows, left);
      if (left.length > 0) {
        Judge standing = judge.select(left);
        boolean[] moved = move(rows, points.select(left), standing, nearest.effort());
        listener.of(rows).onStep(step(number, standing));
        rows = select(rows, IntStream.range(0, moved.length).filter(i -> moved[i]).toArray());
      }
    }
    return nearest.found();
  }

  private static int[] select(int[] rows, int[] places) {
    return Arrays.stream(places).map(i -> rows[i]).toArray();
  }

  private static StepListener.Step step(int number, Judge judge) {
    int[] places = IntStream.range(0, judge.leads().length).toArray();
    return new StepListener.Step(0, number + 1, places, judge.leads(), judge.reached());
  }

  /** Where examples are now: their changes with the overshoot, in the box. */
  private Batch points(int[] rows) {
    Batch originals = examples.originals().select(rows);
    int stride = originals.exampleSize();
    float[] points = originals.values().clone();
    for (int i = 0; i < points.length; i++) {
      double change = changes[rows[i / stride]][i % stride];
      if (change != 0) {
        int at = rows[i / stride] * stride + i % stride;
        double moved = points[i] + (1 + attack.overshoot()) * change;
        points[i] = examples.box().clip(at, (float) moved);
      }
    }
    Batch moved = new Batch(points, originals.shape());
    return examples.threat().greyLevels() ? GreyLevels.round(moved, examples.bounds()) : moved;
  }

  /** Moves each example to its nearest boundary, seen from {@code points}, if there is one. */
  private boolean[] move(int[] rows, Batch points, Judge judge, Effort effort) {
    Examples open = examples.select(rows);
    int others = open.goal().targeted() ? 1 : attack.candidates() - 1;
    int[][] rivals = new int[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      rivals[i] = judge.best(i, open.goal().label(i), others);
    }
    int[] labels = open.goal().labels();
    float[] own = differentiate(rows, points, labels, effort);
    double[] nearest = new double[rows.length];
    double[][] ways = new double[rows.length][];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int k = 0; k < rivals[0].length; k++) {
      int rank = k;
      int[] classes = Arrays.stream(rivals).mapToInt(each -> each[rank]).toArray();
      float[] other = differentiate(rows, points, classes, effort);
      for (int i = 0; i < rows.length; i++) {
        double[] slope = slope(open.goal().sign(), own, other, i);
        double steepness = norm.dual().length(slope);
        double gap = Math.abs((double) judge.score(i, classes[i]) - judge.score(i, labels[i]));
        if (steepness > 0 && gap / steepness < nearest[i]) {
          nearest[i] = gap / steepness;
          ways[i] = slope;
        }
      }
    }
    boolean[] moved = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      moved[i] = ways[i] != null;
      if (moved[i]) {
        go(changes[rows[i]], ways[i], nearest[i] + nudge);
      }
    }
    return moved;
  }

  private float[] differentiate(int[] rows, Batch points, int[] classes, Effort effort) {
    Batch values = gradient.run(points, new IntArray(classes, new int[] {rows.length})).gradient();
    Effort pass = Effort.of(rows.length, 1, 1);
    Arrays.fill(pass.zeroGradient(), true);
    for (int i = 0; i < values.values().length; i++) {
      if (!Float.isFinite(values.values()[i])) {
        throw Judge.overflow();
      }
      pass.zeroGradient()[i / values.exampleSize()] &= values.values()[i] == 0;
    }
    effort.add(rows, pass);
    return values.values();
  }

  /** The gradient of the lead towards the goal, from the gradients of two negative logits. */
  private double[] slope(float sign, float[] own, float[] other, int example) {
    double[] slope = new double[changes[0].length];
    for (int i = 0; i < slope.length; i++) {
      int at = example * slope.length + i;
      slope[i] = sign * ((double) own[at] - other[at]) * (weights == null ? 1 : weights[i]);
    }
    return slope;
  }

  /** Lengthens a change by {@code distance} along the steepest ascent of a slope. */
  private void go(double[] change, double[] slope, double distance) {
    double length = norm.length(slope);
    for (int i = 0; i < slope.length; i++) {
      change[i] += distance * (norm == Norm.LINF ? Math.signum(slope[i]) : slope[i] / length);
    }
  }
}
