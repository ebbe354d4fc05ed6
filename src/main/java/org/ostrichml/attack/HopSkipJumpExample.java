package org.ostrichml.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ostrichml.data.Batch;

/** One example under HopSkipJump: asks for decisions at points, and goes on with the answers. */
final class HopSkipJumpExample {
  private static final int NOISE = 100;
  private static final int FIRST_SAMPLES = 100;
  private static final int HALVINGS = 25;

  /** No bisection ends at more than this share of the distance. */
  private static final double COARSEST = 1e-4;

  /** What stands next. */
  private enum Stage {
    ORIGINAL,
    START,
    BOUNDARY,
    DIRECTION,
    JUMP,
    DONE
  }

  private final HopSkipJump attack;
  private final Neighbourhood space;
  private final int number;
  private final int budget;
  private final SplittableRandom random;
  private final List<float[]> asked = new ArrayList<>();
  private Stage stage = Stage.ORIGINAL;
  private int queries;
  private int tried;
  private int round;
  private float[] point;
  private double near;
  private double far;
  private double size;
  private DirectionEstimate estimate;
  private double[] direction;
  private float[] nearest;
  private double distance = Double.POSITIVE_INFINITY;

  HopSkipJumpExample(HopSkipJump attack, Examples examples, int number) {
    this.attack = attack;
    this.number = number;
    this.space = new Neighbourhood(examples, number);
    this.random = RandomStart.generator(attack.seed(), examples.originals(), number);
    this.budget = Math.max(1, attack.queries() - (attack.threat().greyLevels() ? Stretch.MOST : 0));
  }

  int number() {
    return number;
  }

  int queries() {
    return queries;
  }

  boolean isDone() {
    return stage == Stage.DONE;
  }

  boolean hasReached() {
    return nearest != null;
  }

  /** The nearest point that reached the goal; the original where none did. */
  float[] result() {
    return nearest == null ? space.original() : nearest;
  }

  /** Up to {@code most} points to decide on, at least one. */
  List<float[]> ask(int most) {
    asked.clear();
    int count =
        stage == Stage.DIRECTION ? Math.min(Math.min(most, estimate.left()), budget - queries) : 1;
    for (int i = 0; i < count; i++) {
      asked.add(
          switch (stage) {
            case ORIGINAL -> space.original();
            case START -> start();
            case BOUNDARY -> space.between(point, (near + far) / 2);
            case DIRECTION -> estimate.draw(random);
            default -> space.moved(point, direction, size);
          });
    }
    queries += count;
    return asked;
  }

  private float[] start() {
    Batch starts = attack.starts();
    int given = starts == null ? 0 : starts.size();
    tried++;
    return tried <= given ? space.clipped(starts.slice(tried - 1, tried)) : space.noise(random);
  }

  /** The decisions on what was asked, from {@code at} on; returns where the next ones begin. */
  int tell(boolean[] reached, int at) {
    for (int i = 0; i < asked.size(); i++) {
      if (reached[at + i]) {
        keep(asked.get(i));
      }
    }
    int end = at + asked.size();
    boolean hit = reached[end - 1];
    switch (stage) {
      case ORIGINAL -> stage = hit ? Stage.DONE : Stage.START;
      case START -> afterStart(hit);
      case BOUNDARY -> afterBisection(hit);
      case DIRECTION -> afterSamples(reached, at);
      default -> afterJump(hit);
    }
    if (queries >= budget) {
      stage = Stage.DONE;
    }
    return end;
  }

  private void keep(float[] reached) {
    double length = space.distance(reached);
    if (length < distance) {
      distance = length;
      nearest = reached;
    }
  }

  private void afterStart(boolean hit) {
    int given = attack.starts() == null ? 0 : attack.starts().size();
    if (hit) {
      goTo(asked.get(0));
    } else if (tried == given + NOISE) {
      stage = Stage.DONE;
    }
  }

  /** Goes back to the boundary from a point that reaches the goal. */
  private void goTo(float[] reached) {
    point = reached;
    near = 0;
    far = 1;
    stage = Stage.BOUNDARY;
  }

  private void afterBisection(boolean hit) {
    if (hit) {
      far = (near + far) / 2;
    } else {
      near = (near + far) / 2;
    }
    if (far - near <= Math.min(COARSEST, space.threshold())) {
      point = far == 1 ? point : space.between(point, far);
      round++;
      sample();
    }
  }

  private void sample() {
    int samples = (int) Math.ceil(FIRST_SAMPLES * Math.sqrt(round));
    estimate = new DirectionEstimate(space, point, space.probe(point, round), samples);
    stage = Stage.DIRECTION;
  }

  private void afterSamples(boolean[] reached, int at) {
    for (int i = 0; i < asked.size(); i++) {
      estimate.add(asked.get(i), reached[at + i]);
    }
    if (estimate.left() == 0) {
      direction = space.steepest(estimate.direction());
      size = space.distance(point) / Math.sqrt(round);
      tried = 0;
      stage = Stage.JUMP;
    }
  }

  private void afterJump(boolean hit) {
    tried++;
    size /= 2;
    if (hit) {
      goTo(asked.get(0));
    } else if (tried == HALVINGS) {
      round++;
      sample();
    }
  }
}
