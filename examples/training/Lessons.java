package training;

import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.tensorflow.ndarray.Shape;

/** All lessons of a network, one after another, at a rate that falls as a half cosine. */
public final class Lessons {
  private Lessons() {}

  /** One batch to learn from. */
  public interface Batch {
    /** The values of the pictures, row by row. */
    float[] images();

    /** The probabilities that are taught, in the order of the logits. */
    float[] targets();

    /** The share of right answers in {@code scores}, which are in the order of the targets. */
    double accuracy(float[] scores);
  }

  /**
   * Teaches, and prints how it goes.
   *
   * @param pictures the shape of each batch of pictures
   * @param rate the learning rate of the first step
   * @param draw makes the batch of a step, while the network learns the one before it
   */
  public static void teach(
      Training training, Shape pictures, int steps, double rate, IntFunction<Batch> draw) {
    CompletableFuture<Batch> next = CompletableFuture.supplyAsync(() -> draw.apply(0));
    double loss = 0;
    double accuracy = 0;
    for (int step = 0; step < steps; step++) {
      Batch batch = next.join();
      int following = step + 1;
      next = CompletableFuture.supplyAsync(() -> draw.apply(following));
      Training.Progress progress =
          training.learn(
              pictures,
              batch.images(),
              batch.targets(),
              rate * 0.5 * (1 + Math.cos(Math.PI * step / steps)));
      double weight = step == 0 ? 1 : 0.05;
      loss += weight * (progress.loss() - loss);
      accuracy += weight * (batch.accuracy(progress.scores()) - accuracy);
      if (step % 25 == 0 || step == steps - 1) {
        System.out.printf("step %4d  loss %.3f  accuracy %.3f%n", step, loss, accuracy);
      }
    }
  }
}
