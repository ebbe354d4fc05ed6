package org.ostrichml.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.StepListener;
import org.ostrichml.data.Batch;
import org.ostrichml.data.DataSource;
import org.ostrichml.data.LabelledBatch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/**
 * Measures a model's accuracy on a data set, and its robust accuracy under attacks as epsilon
 * grows. Only what is classified rightly is attacked; whether it has fallen is told by one more
 * forward pass on what came out. At the end some examples are asked more, for signs that gradients
 * are masked: {@link Alarm}.
 */
public final class Evaluator {
  private static final String COMBINED = "all attacks";

  /** How many values a batch holds by default, so that its tensors stay in the caches. */
  private static final int VALUES = 1_200_000;

  private static final int LEAST = 8;
  private static final int MOST = 512;

  private final TargetModel model;
  private final List<AttackSeries> series;
  private final GoalChoice goals;
  private final boolean watched;

  /**
   * An evaluation to be run.
   *
   * @param series the attacks, all with the same norm and epsilons
   * @param goals what the attacks want of each example
   * @throws OstrichException if the model puts out no class scores, there is no attack, or norms or
   *     epsilons differ
   */
  public Evaluator(TargetModel model, List<AttackSeries> series, GoalChoice goals) {
    this(model, series, goals, true);
  }

  private Evaluator(
      TargetModel model, List<AttackSeries> series, GoalChoice goals, boolean watched) {
    model.requireClasses();
    if (series.isEmpty()) {
      throw new OstrichException("There is no attack: name at least one.");
    }
    for (AttackSeries each : series) {
      if (each.norm() != series.get(0).norm()
          || !each.epsilons().equals(series.get(0).epsilons())) {
        throw new OstrichException(
            "The attacks %s and %s differ in norm or epsilons: give all the same."
                .formatted(series.get(0).name(), each.name()));
      }
    }
    this.model = model;
    this.series = List.copyOf(series);
    this.goals = goals;
    this.watched = watched;
  }

  /** This evaluation without the alarms, and without the passes that they take. */
  public Evaluator withoutAlarms() {
    return new Evaluator(model, series, goals, false);
  }

  /** A batch size that suits a model's input: many small examples, few large ones. */
  public static int batchSize(TargetModel model) {
    long size =
        Arrays.stream(model.inputShape())
            .skip(1)
            .asLongStream()
            .reduce(model.views(), (a, b) -> a * b);
    return (int) Math.min(MOST, size <= 0 ? LEAST : Math.max(LEAST, VALUES / size));
  }

  /**
   * Reads a data set to its end, and attacks.
   *
   * @param batch how many examples to read at a time; the results do not depend on it
   * @param progress told the share that is done, 0 to 1, ascending
   * @throws OstrichException if the data or labels do not fit the model, nothing can be read, or
   *     the model's outputs or gradients are not numbers
   */
  public Evaluation run(DataSource data, int batch, DoubleConsumer progress) {
    List<SeriesRun> runs = series.stream().map(each -> new SeriesRun(model, each)).toList();
    Work work = new Work(data.size(), runs, progress);
    Watch watch = Watch.of(model, series);
    int examples = 0;
    int correct = 0;
    Optional<LabelledBatch> next;
    while ((next = data.next(batch)).isPresent()) {
      LabelledBatch part = next.get();
      Batch probabilities = model.predict(part.examples());
      int[] predicted = Prediction.classes(probabilities);
      Goal goal = goals.choose(part.examples(), part.labels(), probabilities);
      goal.check(model.classes(), part.labels().length);
      int[] right =
          IntStream.range(0, predicted.length)
              .filter(i -> predicted[i] == part.labels()[i])
              .toArray();
      int[] rows = Arrays.stream(right).filter(i -> !goal.isReached(i, predicted[i])).toArray();
      examples += predicted.length;
      correct += right.length;
      watch.answered(probabilities);
      attack(runs, part, rows, goal, work, watch);
      work.readTo(examples + data.unreadable().size());
    }
    if (examples == 0) {
      List<String> reasons = data.unreadable();
      throw new OstrichException(
          reasons.isEmpty()
              ? "There are no examples."
              : "None of %d examples can be read: %s".formatted(data.size(), reasons.get(0)));
    }
    Map<String, Alarm> alarms = watched ? watch.alarms() : Map.of();
    return results(runs, Proportion.of(correct, examples), alarms, data.unreadable());
  }

  /** Attacks the examples of a batch that are in {@code rows}. */
  private static void attack(
      List<SeriesRun> runs, LabelledBatch part, int[] rows, Goal goal, Work work, Watch watch) {
    int all = part.labels().length;
    if (rows.length == 0) {
      return;
    }
    Batch examples = part.examples().select(rows);
    int[] labels = Arrays.stream(rows).map(row -> part.labels()[row]).toArray();
    Goal own = goal.select(rows);
    List<Attempt> attempts = new ArrayList<>();
    for (SeriesRun run : runs) {
      attempts.add(run.attack(examples, labels, own, work.of(run, all)));
    }
    watch.attacked(examples, labels, own, attempts);
  }

  private Evaluation results(
      List<SeriesRun> runs, Proportion clean, Map<String, Alarm> alarms, List<String> unreadable) {
    List<RobustnessCurve> curves = runs.stream().map(run -> run.curve(clean)).toList();
    int attacked = runs.get(0).fates().size();
    return new Evaluation(
        clean,
        attacked,
        curves,
        curves.size() < 2 ? null : combined(runs, curves, clean),
        alarms,
        unreadable);
  }

  private RobustnessCurve combined(
      List<SeriesRun> runs, List<RobustnessCurve> curves, Proportion clean) {
    List<Fate> together = new ArrayList<>(runs.get(0).fates());
    for (SeriesRun run : runs.subList(1, runs.size())) {
      for (int i = 0; i < together.size(); i++) {
        together.set(i, together.get(i).and(run.fates().get(i), series.get(0).norm()));
      }
    }
    return new RobustnessCurve(
        COMBINED,
        curves.stream().mapToInt(RobustnessCurve::steps).max().orElse(0),
        false,
        Fate.points(series.get(0).epsilons(), together, clean),
        curves.stream().mapToLong(RobustnessCurve::forwardPasses).sum(),
        curves.stream().mapToLong(RobustnessCurve::backwardPasses).sum(),
        curves.stream().mapToDouble(RobustnessCurve::seconds).sum(),
        curves.stream().mapToInt(RobustnessCurve::zeroGradients).max().orElse(0));
  }

  /** How much of the work is done, in steps of one example; early stops make it go faster. */
  private static final class Work {
    private final long stepsEach;
    private final double total;
    private final DoubleConsumer progress;
    private long settled;
    private long done;

    Work(int examples, List<SeriesRun> runs, DoubleConsumer progress) {
      this.stepsEach = 1 + runs.stream().mapToLong(SeriesRun::mostSteps).sum();
      this.total = (double) stepsEach * examples;
      this.progress = progress;
    }

    /** Counts the steps of a run on {@code examples} examples, from where all earlier work ends. */
    StepListener of(SeriesRun run, int examples) {
      done = settled;
      settled += run.mostSteps() * examples;
      long most = settled;
      return step -> {
        done = Math.min(done + step.examples().length, most);
        progress.accept(done / total);
      };
    }

    void readTo(int examples) {
      settled = stepsEach * examples;
      done = settled;
      progress.accept(done / total);
    }
  }
}
