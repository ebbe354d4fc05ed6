package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.Perturbation;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.report.Comparison;

/** Attacks pictures batch by batch, saves what comes out and judges it as saved. */
final class AttackRun {
  /** The name of the report in the output folder. */
  static final String REPORT = "report.json";

  private static final int LISTED = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  private final TargetModel model;
  private final PictureFormat format;
  private final Attack attack;
  private final GoalChoice goals;
  private final List<Path> files;
  private final Path out;
  private final Set<Path> folders = new HashSet<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private int forwardPasses;
  private int backwardPasses;
  private int zeroGradients;
  private double seconds;

  /** One picture on its way through the attack. */
  private record Candidate(Path file, Picture fitted, List<Prediction> before, Goal goal) {
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
    this.files = files;
    this.out = out;
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
    return unreadable;
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

  /** The time spent attacking. */
  double seconds() {
    return seconds;
  }

  /** Attacks all pictures, {@code size} at a time, and tells {@code each} verdict as it falls. */
  void execute(int size, Consumer<Verdict> each) {
    CompiledAttack compiled = attack.compile(model);
    try (ProgressBar progress =
        Terminal.progress("attacking", (long) files.size() * attack.steps())) {
      List<Candidate> waiting = new ArrayList<>();
      for (Path file : files) {
        Candidate candidate = candidate(file);
        if (candidate == null || candidate.isTarget()) {
          if (candidate != null) {
            skip(candidate);
          }
          progress.stepBy(attack.steps());
          continue;
        }
        if (!waiting.isEmpty() && !sameSize(waiting.get(0), candidate)) {
          attackAll(compiled, waiting, progress, each);
        }
        waiting.add(candidate);
        if (waiting.size() == size) {
          attackAll(compiled, waiting, progress, each);
        }
      }
      attackAll(compiled, waiting, progress, each);
    }
  }

  /** The picture in a file; null where it cannot be read and there are others. */
  private Candidate candidate(Path file) {
    Picture picture;
    try {
      picture = Picture.read(file);
    } catch (OstrichException e) {
      if (files.size() == 1) {
        throw e;
      }
      unreadable.add(e.getMessage());
      return null;
    }
    Picture fitted = format.fit(picture);
    Batch example = format.batch(fitted);
    Batch probabilities = model.predict(example);
    List<Prediction> before = Prediction.top(probabilities, model.labels(), LISTED).get(0);
    Goal goal = goals.choose(example, new int[] {before.get(0).index()}, probabilities);
    return new Candidate(file, fitted, before, goal);
  }

  private void skip(Candidate candidate) {
    skipped.add(candidate.file().toString());
    if (skipped.size() == files.size()) {
      throw new OstrichException(
          "%s is taken for '%s' already: choose another target."
              .formatted(candidate.file(), candidate.before().get(0).label()));
    }
  }

  private static boolean sameSize(Candidate a, Candidate b) {
    return a.fitted().width() == b.fitted().width() && a.fitted().height() == b.fitted().height();
  }

  private void attackAll(
      CompiledAttack compiled,
      List<Candidate> candidates,
      ProgressBar progress,
      Consumer<Verdict> each) {
    if (candidates.isEmpty()) {
      return;
    }
    if (verdicts.isEmpty()) {
      Terminal.notes(model);
    }
    Batch originals = format.batch(candidates.stream().map(Candidate::fitted).toList());
    int[] labels = candidates.stream().mapToInt(candidate -> candidate.goal().label(0)).toArray();
    Goal goal = new Goal(candidates.get(0).goal().targeted(), labels);
    long start = System.nanoTime();
    AdversarialBatch result =
        compiled.run(originals, goal, step -> progress.stepBy(step.examples().length));
    seconds += (System.nanoTime() - start) / NANOS_PER_SECOND;
    forwardPasses = Math.max(forwardPasses, result.effort().mostForward());
    backwardPasses = Math.max(backwardPasses, result.effort().mostBackward());
    zeroGradients += result.effort().zeroGradients();
    for (int i = 0; i < candidates.size(); i++) {
      Verdict verdict =
          save(candidates.get(i), originals.slice(i, i + 1), result.examples().slice(i, i + 1));
      verdicts.add(verdict);
      each.accept(verdict);
    }
    candidates.clear();
  }

  /** Saves the pictures of one attack; judges what can be read back. */
  private Verdict save(Candidate candidate, Batch original, Batch adversarial) {
    Path folder = folder(candidate.file());
    Path file = folder.resolve("adversarial.png");
    format.picture(adversarial).write(file);
    Picture saved = Picture.read(file);
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
    Comparison.draw(
            candidate.fitted(),
            verdict.before(),
            visible,
            perturbation.factor(),
            saved,
            verdict.after())
        .write(folder.resolve("comparison.png"));
    return verdict;
  }

  /**
   * The output folder itself for a single picture, else one below it named like the picture, unless
   * that name is taken or means another folder ("..").
   */
  private Path folder(Path file) {
    if (files.size() == 1) {
      return out;
    }
    String stem = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    String name = stem.matches("\\.*") || stem.equals(REPORT) ? "picture" : stem;
    Path folder = out.resolve(name);
    for (int i = 2; !folders.add(folder); i++) {
      folder = out.resolve(name + "_" + i);
    }
    return folder;
  }
}
