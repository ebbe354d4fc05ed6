package org.ostrichml.functional;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.Device;
import org.ostrichml.model.Engine;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/**
 * Times ten steps of PGD on noise, which never stop early, and prints milliseconds a step: the best
 * and the middle one of the calls of some seconds. {@code docs/performance.md} shows how to start
 * it.
 */
final class StepTime {
  private static final int STEPS = 10;
  private static final int LEAST_CALLS = 5;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLISECOND = 1e6;

  private StepTime() {}

  /** The model, the size of the batch, the threads ({@code auto} for ours), and for how long. */
  public static void main(String[] arguments) {
    int size = Integer.parseInt(arguments[1]);
    Integer threads = arguments[2].equals("auto") ? null : Integer.valueOf(arguments[2]);
    double seconds = Double.parseDouble(arguments[3]);
    ModelOptions options = ModelOptions.defaults().withEngine(new Engine(Device.AUTO, threads));
    try (TargetModel model = TargetModel.load(Path.of(arguments[0]), options)) {
      Batch noise = noise(model, size);
      int[] labels =
          Prediction.top(model, noise, 1).stream().mapToInt(top -> top.get(0).index()).toArray();
      CompiledAttack attack = new Pgd(Threat.linf(4 / 255f), STEPS).compile(model);
      attack.run(noise, Goal.untargeted(labels));
      double[] times = new double[0];
      long end = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
      while (times.length < LEAST_CALLS || System.nanoTime() < end) {
        long start = System.nanoTime();
        attack.run(noise, Goal.untargeted(labels));
        times = Arrays.copyOf(times, times.length + 1);
        times[times.length - 1] = (System.nanoTime() - start) / NANOS_PER_MILLISECOND / STEPS;
      }
      Arrays.sort(times);
      System.out.printf(
          "%s, batch %d, threads %s: %.3f best, %.3f middle%n",
          arguments[0], size, arguments[2], times[0], times[times.length / 2]);
    }
  }

  private static Batch noise(TargetModel model, int size) {
    int[] shape = model.inputShape();
    shape[0] = size;
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return new Batch(values, shape);
  }
}
