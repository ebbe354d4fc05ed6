package org.ostrichml.agent;

import java.util.SplittableRandom;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Picture;

/**
 * Balls to be caught, seen as pixels. One ball after another falls from the top, drifts to a side
 * and bounces off the walls; a paddle at the bottom moves left (0), stays (1) or moves right (2).
 * Each ball that it meets earns 1, and an episode is of ten. Ball, paddle and ground are of varied
 * brightness, and everything is covered by noise, so that no single pixel tells.
 *
 * <p>The observation, [1, 24, 24, 2] from 0 to 1, is this picture and the one before, from which
 * the ball's way can be told.
 */
public final class Catch implements Environment, Visible {
  /** The balls of an episode, and so the best return. */
  public static final int BALLS = 10;

  /** The sides of a picture, in pixels. */
  public static final int SIDE = 24;

  private static final int PADDLE = 5;
  private static final int BALL = 2;
  private static final double NOISE = 0.06;

  private SplittableRandom random;
  private int balls;
  private double x;
  private double y;
  private double drift;
  private double fall;
  private int paddle;
  private float ground;
  private float ballLight;
  private float paddleLight;
  private float[] now;
  private float[] before;

  @Override
  public void reset(long seed) {
    random = new SplittableRandom(seed);
    balls = 0;
    ground = (float) random.nextDouble(0, 0.35);
    ballLight = (float) random.nextDouble(0.65, 1);
    paddleLight = (float) random.nextDouble(0.55, 1);
    paddle = random.nextInt(SIDE - PADDLE + 1);
    drop();
    now = picture();
    before = now;
  }

  private void drop() {
    x = random.nextDouble(0, SIDE - BALL);
    y = 0;
    drift = random.nextDouble(-0.9, 0.9);
    fall = random.nextDouble(0.8, 1.3);
  }

  @Override
  public Step step(int action) {
    paddle = Math.min(Math.max(paddle + 2 * (action - 1), 0), SIDE - PADDLE);
    x += drift;
    if (x < 0 || x > SIDE - BALL) {
      drift = -drift;
      x = Math.min(Math.max(x, 0), SIDE - BALL);
    }
    y += fall;
    double reward = 0;
    if (y >= SIDE - 1 - BALL) {
      reward = x + BALL > paddle && x < paddle + PADDLE ? 1 : 0;
      balls++;
      drop();
    }
    before = now;
    now = picture();
    return new Step(reward, balls == BALLS);
  }

  private float[] picture() {
    float[] pixels = new float[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      int column = i % SIDE;
      int row = i / SIDE;
      boolean isPaddle = row == SIDE - 1 && column >= paddle && column < paddle + PADDLE;
      double cover = cover(column, x) * cover(row, y);
      double light = isPaddle ? paddleLight : ground + cover * (ballLight - ground);
      light += random.nextDouble(-NOISE, NOISE);
      pixels[i] = (float) Math.min(Math.max(light, 0), 1);
    }
    return pixels;
  }

  /** How much of a pixel the ball covers along one axis, 0 to 1. */
  private static double cover(int pixel, double ball) {
    return Math.max(0, Math.min(pixel + 1, ball + BALL) - Math.max(pixel, ball));
  }

  @Override
  public Batch observation() {
    float[] both = new float[2 * now.length];
    for (int i = 0; i < now.length; i++) {
      both[2 * i] = now[i];
      both[2 * i + 1] = before[i];
    }
    return new Batch(both, 1, SIDE, SIDE, 2);
  }

  /** The later of the two pictures. */
  @Override
  public Picture picture(Batch observation) {
    float[] latest = new float[SIDE * SIDE];
    for (int i = 0; i < latest.length; i++) {
      latest[i] = observation.values()[2 * i];
    }
    return Picture.of(latest, SIDE, SIDE, 1, Bounds.UNIT);
  }
}
