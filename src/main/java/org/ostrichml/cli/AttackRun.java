package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.cli.ExampleBatches.Example;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.Alarm;
import org.ostrichml.evaluate.Attempt;
import org.ostrichml.evaluate.LossRise;
import org.ostrichml.evaluate.Perturbation;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.evaluate.Trace;
import org.ostrichml.evaluate.TraceRecorder;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.evaluate.Watch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.report.AttackedPicture;
import org.ostrichml.report.Comparison;

/** Attacks pictures batch by batch, saves what comes out and judges it as saved. */
final class AttackRun {
  private static final int LISTED = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  private final TargetModel model;
  private final PictureFormat format;
  private final Attack attack;
  private final GoalChoice goals;
  private final ExampleBatches batches;
  private final OutputFolders folders;
  private final Watch watch;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private int forwardPasses;
  private int backwardPasses;
  private int zeroGradients;
  private double seconds;

  /** One picture on its way through the attack. */
  private record Candidate(Example example, List<Prediction> before, Goal goal) {
    Path file() {
      return example.file();
    }

    /** The picture as the model sees it. */
    Batch original() {
      return example.values();
    }

    /** Whether there is nothing left to attack. */
    boolean isTarget() {
      return goal.isReached(0, before.get(0).index());
    }
  }

  AttackRun(
      TargetModel model,
      PictureFormat format,
      Attack attack,
      GoalChoice goals,
      List<Path> files,
      Path out) {
    this.model = model;
    this.format = format;
    this.attack = attack;
    this.goals = goals;
    this.batches = new ExampleBatches(format, files);
    this.folders = new OutputFolders(out, files.size() == 1);
    this.watch = Watch.of(model, attack);
  }

  /** What became of each picture, in order. */
  List<Verdict> verdicts() {
    return verdicts;
  }

  /** The pictures that were the target before. */
  List<String> skipped() {
    return skipped;
  }

  /** Why some pictures could not be read. */
  List<String> unreadable() {
    return batches.unreadable();
  }

  int forwardPasses() {
    return forwardPasses;
  }

  int backwardPasses() {
    return backwardPasses;
  }

  /** How many pictures had gradients of zero alone. */
  int zeroGradients() {
    return zeroGradients;
  }

  /** What says that failures are not to be trusted; takes passes. */
  Map<String, Alarm> alarms() {
    return watch.alarms();
  }

  /** The time spent attacking. */
  double seconds() {
    return seconds;
  }

  /** Attacks all pictures, {@code size} at a time, and shows {@code each} when it is judged. */
  void execute(int size, Consumer<AttackedPicture> each) {
    CompiledAttack compiled = attack.compile(model);
    try (ProgressBar progress =
        Terminal.progress("attacking", (long) batches.size() * attack.steps())) {
      batches.read(
          size,
          examples -> attackAll(compiled, candidates(examples, progress), progress, each),
          () -> progress.stepBy(attack.steps()));
    }
  }

  /** Those that are to be attacked. */
  private List<Candidate> candidates(List<Example> examples, ProgressBar progress) {
    List<Candidate> candidates = new ArrayList<>();
    for (Example example : examples) {
      Batch probabilities = model.predict(example.values());
      watch.answered(probabilities);
      List<Prediction> before = Prediction.top(probabilities, model.labels(), LISTED).get(0);
      Goal goal = goals.choose(example.values(), new int[] {before.get(0).index()}, probabilities);
      Candidate candidate = new Candidate(example, before, goal);
      if (candidate.isTarget()) {
        skip(candidate);
        progress.stepBy(attack.steps());
      } else {
        candidates.add(candidate);
      }
    }
    return candidates;
  }

  private void skip(Candidate candidate) {
    skipped.add(candidate.file().toString());
    if (skipped.size() == batches.size()) {
      throw new OstrichException(
          "%s is taken for '%s' already: choose another target."
              .formatted(candidate.file(), candidate.before().get(0).label()));
    }
  }

  private void attackAll(
      CompiledAttack compiled,
      List<Candidate> candidates,
      ProgressBar progress,
      Consumer<AttackedPicture> each) {
    if (candidates.isEmpty()) {
      return;
    }
    if (verdicts.isEmpty()) {
      Terminal.notes(model);
    }
    Batch originals = Batch.concat(candidates.stream().map(Candidate::original).toList());
    int[] labels = candidates.stream().mapToInt(candidate -> candidate.goal().label(0)).toArray();
    Goal goal = new Goal(candidates.get(0).goal().targeted(), labels);
    long start = System.nanoTime();
    LossRise rise = new LossRise(labels.length);
    TraceRecorder recorder = new TraceRecorder(attack, goal, model.labels()::name, labels.length);
    AdversarialBatch result =
        compiled.run(
            originals,
            goal,
            step -> {
              progress.stepBy(step.examples().length);
              recorder.onStep(step);
              rise.onStep(step);
            });
    seconds += (System.nanoTime() - start) / NANOS_PER_SECOND;
    forwardPasses = Math.max(forwardPasses, result.effort().mostForward());
    backwardPasses = Math.max(backwardPasses, result.effort().mostBackward());
    zeroGradients += result.effort().zeroGradients();
    boolean[] reached = new boolean[labels.length];
    for (int i = 0; i < candidates.size(); i++) {
      AttackedPicture picture =
          save(candidates.get(i), result.examples().slice(i, i + 1), recorder.trace(i));
      verdicts.add(picture.verdict());
      reached[i] = picture.verdict().succeeded();
      each.accept(picture);
    }
    int[] before =
        candidates.stream().mapToInt(candidate -> candidate.before().get(0).index()).toArray();
    watch.attacked(originals, before, goal, List.of(Attempt.of(attack, result, reached, rise)));
  }

  /** Saves the pictures of one attack; judges what can be read back. */
  private AttackedPicture save(Candidate candidate, Batch adversarial, Trace trace) {
    Path folder = folders.of(candidate.file());
    Picture saved = Picture.read(format.save(adversarial, folder, "adversarial"));
    Batch original = candidate.original();
    Picture shown = format.picture(original);
    Verdict verdict =
        Verdict.of(
            model,
            candidate.file().toString(),
            candidate.before(),
            original,
            format.batch(saved),
            candidate.goal(),
            LISTED);
    Perturbation perturbation = Perturbation.between(original, format.batch(saved), model.bounds());
    Picture visible = format.picture(perturbation.example());
    visible.write(folder.resolve("perturbation.png"));
    Comparison.draw(shown, verdict.before(), visible, perturbation.factor(), saved, verdict.after())
        .write(folder.resolve("comparison.png"));
    return new AttackedPicture(verdict, shown, visible, perturbation.factor(), saved, trace);
  }
}
