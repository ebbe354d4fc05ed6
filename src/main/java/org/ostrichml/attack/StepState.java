package org.ostrichml.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.model.TensorFlowMessages;
import org.ostrichml.model.Tensors;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.types.TFloat32;

/**
 * The examples that are being stepped, as tensors that stay native from step to step; owns and
 * closes them. A model of a fixed batch size is given its last example several times.
 */
final class StepState implements AutoCloseable {
  private final TargetModel model;
  private final StepGraph graph;
  private final Examples examples;
  private final StepFeeds feeds;
  private int[] rows;
  private final boolean hold;
  private Moving now;

  /** What the last step was made from; null after several, which hold who is at the goal. */
  private Moving before;

  private float[][] losses = {};
  private float[][] magnitudes = {};
  private boolean[][] reached = {};
  private boolean[] stopped = {};

  /**
   * Examples about to make their first step.
   *
   * @param rows their numbers among {@code examples}
   * @param starts where they start, one for each of {@code rows}
   */
  StepState(
      TargetModel model,
      StepGraph graph,
      StepAttack attack,
      Examples examples,
      float[] extra,
      int[] rows,
      Batch starts) {
    this.model = model;
    this.graph = graph;
    this.examples = examples;
    this.hold = attack.options().stopEarly();
    this.rows = rows;
    this.feeds = new StepFeeds(graph.in(), attack, examples, extra, model.draw());
    int[] padded = padded(IntStream.range(0, rows.length).toArray());
    Batch start = starts.select(padded);
    List<Tensor> owned = new ArrayList<>();
    owned.add(Tensors.of(start));
    owned.add(Tensors.of(start.flat()));
    owned.add(Tensors.of(start.flat()));
    for (Rule.Memory kind : attack.rule().memory()) {
      int width = kind == Rule.Memory.COLUMN ? 1 : start.exampleSize();
      owned.add(Tensors.of(new Batch(new float[padded.length * width], padded.length, width)));
    }
    now = Moving.of(owned);
    feeds.select(padded(rows));
  }

  /** How many examples are being stepped. */
  int size() {
    return rows.length;
  }

  /** Their numbers. */
  int[] rows() {
    return rows;
  }

  /** The loss of each before one of the last steps; larger is nearer to the goal. */
  float[] losses(int step) {
    return losses[step];
  }

  /** The sum of the absolute gradient of each at one of the last steps. */
  float[] magnitudes(int step) {
    return magnitudes[step];
  }

  /** Whether each had reached its goal before one of the last steps. */
  boolean[] reached(int step) {
    return reached[step];
  }

  /** The places of those that one of the last steps moved: not of those held at their goal. */
  int[] moved(int step) {
    return IntStream.range(0, rows.length)
        .filter(i -> !(hold && step > 0 && reached[step - 1][i]))
        .toArray();
  }

  /** Whether each makes no further step. */
  boolean[] stopped() {
    return stopped;
  }

  /** Makes the steps of a graph, the first of which has this number, counted from 0. */
  void step(StepGraph steps, int number) {
    Session.Runner runner = model.session().runner();
    runner.feed(model.input(), now.seen()).feed(graph.in().point(), now.point());
    for (int i = 0; i < graph.memoryIn().size(); i++) {
      runner.feed(graph.memoryIn().get(i), now.memory().get(i));
    }
    feeds.feed(runner, number);
    for (Output<?> output : steps.fetches()) {
      runner.fetch(output);
    }
    Result results = run(runner);
    freeBefore();
    Moving from = now;
    now = Moving.of(steps, results);
    if (hold && steps.length() == 1) {
      before = from;
    } else {
      from.free().run();
    }
    magnitudes = perStep(steps.get(results, steps.magnitude()), steps.length());
    hear(steps.get(results, steps.losses()), steps.get(results, steps.share()), steps.length());
    stopped = new boolean[rows.length];
    if (steps.stop() != null) {
      float[] stop = perStep(steps.get(results, steps.stop()), 1)[0];
      for (int i = 0; i < stop.length; i++) {
        stopped[i] = stop[i] > 0;
      }
    }
  }

  /** One forward pass of {@code points}, after which losses and goals are about these. */
  void judge(Batch points) {
    try (TFloat32 seen = Tensors.of(points)) {
      Session.Runner runner = model.session().runner().feed(model.input(), seen);
      feeds.feed(runner, 0);
      try (Result results = run(runner.fetch(graph.losses()).fetch(graph.share()))) {
        hear(results.get(0), results.get(1), 1);
      }
    }
  }

  private void hear(Tensor loss, Tensor share, int steps) {
    losses = perStep(loss, steps);
    float[][] shares = perStep(share, steps);
    reached = new boolean[steps][rows.length];
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < rows.length; i++) {
        reached[step][i] = shares[step][i] >= examples.goal().share();
      }
    }
  }

  /** The values of a tensor of one for each step and example, without those of the padding. */
  private float[][] perStep(Tensor tensor, int steps) {
    float[] values = Tensors.batch(tensor).values();
    int padded = values.length / steps;
    float[][] each = new float[steps][];
    for (int step = 0; step < steps; step++) {
      each[step] = Arrays.copyOfRange(values, step * padded, step * padded + rows.length);
    }
    return each;
  }

  private static Result run(Session.Runner runner) {
    try {
      return runner.run();
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new OstrichException(
          "The attack cannot run on this model: " + TensorFlowMessages.firstLine(e), e);
    }
  }

  /** Where the model saw those examples that are at their goal. */
  Batch seen() {
    return Tensors.batch((before != null ? before : now).seen());
  }

  private void freeBefore() {
    if (before != null) {
      before.free().run();
      before = null;
    }
  }

  /** What the attack returns for the examples after the last step. */
  Batch results() {
    int[] shape = examples.originals().shape();
    Batch flat = Tensors.batch(now.result());
    shape[0] = flat.size();
    Batch results = new Batch(flat.values(), shape);
    return examples.threat().greyLevels() ? GreyLevels.round(results, examples.bounds()) : results;
  }

  /** Goes on with those of the examples alone whose places are in {@code kept}. */
  void keep(int[] kept) {
    rows = Arrays.stream(kept).map(i -> rows[i]).toArray();
    if (rows.length > 0) {
      freeBefore();
      Moving all = now;
      now = all.select(padded(kept));
      all.free().run();
      feeds.keep(padded(kept), padded(rows));
    }
  }

  private int[] padded(int[] places) {
    int[] padded = Arrays.copyOf(places, model.batchSize(places.length));
    Arrays.fill(padded, places.length, padded.length, places[places.length - 1]);
    return padded;
  }

  @Override
  public void close() {
    freeBefore();
    now.free().run();
    feeds.close();
  }
}
