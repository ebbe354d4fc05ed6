package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.StepListener;
import org.ostrichml.cli.ExampleBatches.Example;
import org.ostrichml.data.Batch;
import org.ostrichml.evaluate.ClassMap;
import org.ostrichml.evaluate.ExampleFormat;
import org.ostrichml.evaluate.MapObjective;
import org.ostrichml.evaluate.MapVerdict;
import org.ostrichml.evaluate.Perturbation;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.report.MapComparison;
import org.ostrichml.report.MappedPicture;

/** Attacks the maps that a model sees in pictures, saves what comes out and judges it as saved. */
final class MapRun {
  private static final double NANOS_PER_SECOND = 1e9;

  private final TargetModel model;
  private final ExampleFormat format;
  private final MapObjective objective;
  private final float share;
  private final OutputFolders folders;
  private final ExampleBatches batches;
  private final List<MapVerdict> verdicts = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private double seconds;

  /** What attacks a batch, and is told of each step. */
  @FunctionalInterface
  interface Attacker {
    /** The examples, attacked. */
    Batch run(Batch originals, Goal goal, StepListener listener);
  }

  /** One picture on its way through the attack. */
  private record Candidate(
      Example example, ClassMap before, ClassMap truth, MapObjective.Wanted wanted) {}

  MapRun(
      TargetModel model,
      ExampleFormat format,
      MapObjective objective,
      float share,
      List<Path> files,
      Path out) {
    this.model = model;
    this.format = format;
    this.objective = objective;
    this.share = share;
    this.folders = new OutputFolders(out, files.size() == 1);
    this.batches = new ExampleBatches(format, files);
  }

  /** What became of each picture, in order. */
  List<MapVerdict> verdicts() {
    return verdicts;
  }

  /** The pictures in which there was nothing to do. */
  List<String> skipped() {
    return skipped;
  }

  /** Why some pictures could not be read. */
  List<String> unreadable() {
    return batches.unreadable();
  }

  /** The time spent attacking. */
  double seconds() {
    return seconds;
  }

  /**
   * Attacks all pictures, {@code size} at a time, and shows {@code each} when it is judged.
   *
   * @param steps the number of steps of an example
   * @param truth the files of the true maps, one for each picture; null where none are known
   */
  void execute(
      Attacker attacker, int steps, int size, List<Path> truth, Consumer<MappedPicture> each) {
    try (ProgressBar progress = Terminal.progress("attacking", (long) batches.size() * steps)) {
      Iterator<Path> truths = truth == null ? null : truth.iterator();
      batches.read(
          size,
          examples -> attackAll(attacker, candidates(examples, truths), progress, each),
          () -> {
            progress.stepBy(steps);
            if (truths != null) {
              truths.next();
            }
          });
    }
  }

  private List<Candidate> candidates(List<Example> examples, Iterator<Path> truths) {
    List<Candidate> candidates = new ArrayList<>();
    for (Example example : examples) {
      ClassMap before = ClassMap.of(model, example.values()).get(0);
      ClassMap truth = before;
      if (truths != null) {
        Path file = truths.next();
        truth = ClassMap.read(file, model);
        truth.checkSize(file.toString(), before);
      }
      MapObjective.Wanted wanted = objective.of(before, share).orElse(null);
      if (wanted == null) {
        skipped.add(example.file().toString());
      } else {
        candidates.add(new Candidate(example, before, truth, wanted));
      }
    }
    if (skipped.size() == batches.size()) {
      throw new OstrichException(
          "Nothing to do: the model sees %s in any of the pictures already."
              .formatted(objective.words()));
    }
    return candidates;
  }

  private void attackAll(
      Attacker attacker,
      List<Candidate> candidates,
      ProgressBar progress,
      Consumer<MappedPicture> each) {
    if (candidates.isEmpty()) {
      return;
    }
    if (verdicts.isEmpty()) {
      Terminal.notes(model);
    }
    Batch originals =
        Batch.concat(candidates.stream().map(candidate -> candidate.example().values()).toList());
    long start = System.nanoTime();
    Batch found =
        attacker.run(originals, goal(candidates), step -> progress.stepBy(step.examples().length));
    seconds += (System.nanoTime() - start) / NANOS_PER_SECOND;
    for (int i = 0; i < candidates.size(); i++) {
      MappedPicture picture = save(candidates.get(i), found.slice(i, i + 1));
      verdicts.add(picture.verdict());
      each.accept(picture);
    }
  }

  private static Goal goal(List<Candidate> candidates) {
    Goal first = candidates.get(0).wanted().goal();
    int[] labels =
        candidates.stream()
            .flatMapToInt(candidate -> IntStream.of(candidate.wanted().goal().labels()))
            .toArray();
    return new Goal(first.targeted(), labels, first.positions(), first.share());
  }

  /** Saves the pictures of one attack; judges what can be read back. */
  private MappedPicture save(Candidate candidate, Batch adversarial) {
    Path folder = folders.of(candidate.example().file());
    Batch original = candidate.example().values();
    Batch saved = format.read(format.save(adversarial, folder, "adversarial"));
    ClassMap after = ClassMap.of(model, saved).get(0);
    MapVerdict verdict =
        MapVerdict.of(
            model,
            candidate.example().file().toString(),
            candidate.wanted(),
            candidate.before(),
            after,
            candidate.truth(),
            original,
            saved);
    Perturbation perturbation = Perturbation.between(original, saved, model.bounds());
    format.save(perturbation.example(), folder, "perturbation");
    ClassMap wanted = candidate.wanted().wanted();
    MappedPicture picture =
        new MappedPicture(
            verdict,
            format.shown(original).orElse(null),
            format.shown(perturbation.example()).orElse(null),
            perturbation.factor(),
            format.shown(saved).orElse(null),
            candidate.before().picture(model.colours()),
            wanted == null ? null : wanted.picture(model.colours()),
            after.picture(model.colours()));
    picture.before().write(folder.resolve("map_before.png"));
    picture.after().write(folder.resolve("map_after.png"));
    MapComparison.draw(picture).write(folder.resolve("comparison.png"));
    return picture;
  }
}
