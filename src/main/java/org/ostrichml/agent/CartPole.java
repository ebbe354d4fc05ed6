package org.ostrichml.agent;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;

/**
 * A pole to be balanced on a cart: Barto, Sutton and Anderson (1983), "Neuronlike adaptive elements
 * that can solve difficult learning control problems". Two actions push the cart to the left (0)
 * and to the right (1); each step earns 1, until the pole leans by more than 12 degrees, the cart
 * is 2.4 m away, or 500 steps are over.
 *
 * <p>The observation, [1, 4], is position, speed, angle and angular speed, each in parts of its
 * limit (2.4 m, 3 m/s, 12 degrees, 3.5 rad/s) and moved into -1 to 1.
 */
public final class CartPole implements Environment, Visible {
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

  private static final int WIDTH = 240;
  private static final int HEIGHT = 150;
  private static final int FLOOR = 130;
  private static final int CART_WIDTH = 36;
  private static final int CART_HEIGHT = 18;
  private static final Color GROUND = new Color(0xF4F4F0);
  private static final Color TRACK = new Color(0x333333);
  private static final Color POLE = new Color(0xB5651D);

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

  /** The cart on its track and the pole, as they would be seen. */
  @Override
  public Picture picture(Batch observation) {
    double metre = WIDTH / (2.2 * LIMITS[0]);
    double cart = WIDTH / 2.0 + observation.values()[0] * LIMITS[0] * metre;
    double lean = observation.values()[2] * LIMITS[2];
    double pole = 2 * HALF_LENGTH * metre;
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setColor(GROUND);
    canvas.fillRect(0, 0, WIDTH, HEIGHT);
    canvas.setColor(TRACK);
    canvas.fillRect(0, FLOOR, WIDTH, 2);
    canvas.fillRect((int) cart - CART_WIDTH / 2, FLOOR - CART_HEIGHT, CART_WIDTH, CART_HEIGHT);
    canvas.setColor(POLE);
    canvas.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    double foot = FLOOR - CART_HEIGHT;
    canvas.draw(
        new Line2D.Double(cart, foot, cart + pole * Math.sin(lean), foot - pole * Math.cos(lean)));
    canvas.dispose();
    return Picture.of(image);
  }
}
