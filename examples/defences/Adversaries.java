package defences;

import java.util.Random;
import mnist.Course.Adversary;

/** Adversarial training: pictures are attacked before they are learnt. */
final class Adversaries {
  private Adversaries() {}

  /**
   * Steps from a random start, projected into the ball: Madry et al. (2018), "Towards deep learning
   * models resistant to adversarial attacks"; one step alone is Wong et al. (2020), "Fast is better
   * than free".
   *
   * @param epsilon the radius of the ball
   * @param step the size of a step
   */
  static Adversary pgd(float epsilon, float step, int steps) {
    return (training, shape, pictures, answers, random) -> {
      float[] attacked = started(pictures, epsilon, random);
      for (int i = 0; i < steps; i++) {
        float[] slopes = training.slopes(shape, attacked, answers);
        attacked = moved(attacked, pictures, slopes, step, epsilon);
      }
      return attacked;
    };
  }

  private static float[] started(float[] pictures, float epsilon, Random random) {
    float[] started = new float[pictures.length];
    for (int i = 0; i < started.length; i++) {
      started[i] = clip(pictures[i] + epsilon * (2 * random.nextFloat() - 1), 0, 1);
    }
    return started;
  }

  /** A step up the slopes, back into the ball around the originals and into 0 to 1. */
  private static float[] moved(
      float[] from, float[] originals, float[] slopes, float step, float epsilon) {
    float[] moved = new float[from.length];
    for (int i = 0; i < moved.length; i++) {
      float to = from[i] + step * Math.signum(slopes[i]);
      moved[i] = clip(clip(to, originals[i] - epsilon, originals[i] + epsilon), 0, 1);
    }
    return moved;
  }

  private static float clip(float value, float least, float most) {
    return Math.min(Math.max(value, least), most);
  }
}
