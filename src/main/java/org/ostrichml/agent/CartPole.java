package org.ostrichml.agent;

import java.util.SplittableRandom;
import org.ostrichml.data.Batch;

/**
 * A pole to be balanced on a cart: Barto, Sutton and Anderson (1983), "Neuronlike adaptive elements
 * that can solve difficult learning control problems". Two actions push the cart to the left (0)
 * and to the right (1); each step earns 1, until the pole leans by more than 12 degrees, the cart
 * is 2.4 m away, or 500 steps are over.
 *
 * <p>The observation, [1, 4], is position, speed, angle and angular speed, each in parts of its
 * limit (2.4 m, 3 m/s, 12 degrees, 3.5 rad/s) and moved into -1 to 1.
 */
public final class CartPole implements Environment {
  /** The most steps, and so the best return. */
  public static final int MOST_STEPS = 500;

  private static final double GRAVITY = 9.8;
  private static final double POLE_MASS = 0.1;
  private static final double TOTAL_MASS = 1 + POLE_MASS;
  private static final double HALF_LENGTH = 0.5;
  private static final double FORCE = 10;
  private static final double SECONDS = 0.02;
  private static final double START = 0.05;
  private static final double[] LIMITS = {2.4, 3, Math.toRadians(12), 3.5};

  private final double[] state = new double[LIMITS.length];
  private int steps;

  @Override
  public void reset(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < state.length; i++) {
      state[i] = random.nextDouble(-START, START);
    }
    steps = 0;
  }

  @Override
  public Step step(int action) {
    double force = action == 1 ? FORCE : -FORCE;
    double sine = Math.sin(state[2]);
    double cosine = Math.cos(state[2]);
    double push = (force + POLE_MASS * HALF_LENGTH * state[3] * state[3] * sine) / TOTAL_MASS;
    double turn =
        (GRAVITY * sine - cosine * push)
            / (HALF_LENGTH * (4.0 / 3 - POLE_MASS * cosine * cosine / TOTAL_MASS));
    double acceleration = push - POLE_MASS * HALF_LENGTH * turn * cosine / TOTAL_MASS;
    state[0] += SECONDS * state[1];
    state[1] += SECONDS * acceleration;
    state[2] += SECONDS * state[3];
    state[3] += SECONDS * turn;
    steps++;
    boolean fell = Math.abs(state[0]) > LIMITS[0] || Math.abs(state[2]) > LIMITS[2];
    return new Step(1, fell || steps == MOST_STEPS);
  }

  @Override
  public Batch observation() {
    float[] seen = new float[state.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = (float) Math.min(Math.max(state[i] / LIMITS[i], -1), 1);
    }
    return new Batch(seen, 1, seen.length);
  }
}
