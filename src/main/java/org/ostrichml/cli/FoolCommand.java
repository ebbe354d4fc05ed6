package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Fooling;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.Perturbation;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.report.Comparison;
import org.ostrichml.report.FoolingReport;
import org.ostrichml.report.Wording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "fool",
    description = "Turn noise into what the model is sure to be something.",
    footer = {
      "",
      "Writes start.png, fooling.png, comparison.png and report.json; several pictures",
      "get a folder each. Success is judged on fooling.png as it was saved.",
      "",
      "Example:",
      "  ostrich fool --model saved_models/pictures --target 'school bus' --out out"
    })
final class FoolCommand implements Callable<Integer> {
  private static final int LISTED = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  @Mixin private ModelArguments arguments;
  @Mixin private OutputArguments output;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "NAME|INDEX",
      description = "The class to be taken for.")
  private String target;

  @Option(
      names = "--confidence",
      defaultValue = "0.99",
      paramLabel = "P",
      description = "How sure the model is to become, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private float confidence;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description = "The largest change of a value of the noise, in input units (default: any).")
  private Fraction epsilon;

  @Option(
      names = "--steps",
      defaultValue = "200",
      paramLabel = "N",
      description = "How many steps, at most (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Which noise (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--count",
      defaultValue = "1",
      paramLabel = "N",
      description = "How many pictures (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Labels, one a line by class index (default: labels.txt beside the model).")
  private Path labels;

  @Override
  public Integer call() {
    if (count < 1) {
      throw new OstrichException("--count must be at least 1.");
    }
    try (TargetModel model = arguments.load(labels)) {
      model.requireClasses();
      PictureFormat format = PictureFormat.of(model, false);
      if (format.height() < 0 || format.width() < 0) {
        throw new OstrichException(
            "The model takes pictures of any size: give one with --input-shape.");
      }
      output.check();
      FoolingReport report = fool(model, format);
      output.report(report, summary(report));
      return report.succeeded() == count ? Main.DONE : Main.NOT_REACHED;
    }
  }

  private FoolingReport fool(TargetModel model, PictureFormat format) {
    Goal goal = Goal.targeted(model.label(target));
    Threat threat = epsilon == null ? Threat.unbounded(Norm.LINF) : Threat.linf(epsilon.value());
    int[] shape = model.inputShape();
    int[] example = Arrays.copyOfRange(shape, 1, shape.length);
    Batch noise = Fooling.noise(model.bounds(), seed, count, example);
    Terminal.notes(model);
    long start = System.nanoTime();
    Batch fooling;
    try (ProgressBar progress = Terminal.progress("fooling", (long) count * steps)) {
      fooling =
          new Fooling(threat.withGreyLevels(), steps, confidence)
              .compile(model)
              .run(noise, goal, step -> progress.stepBy(step.examples().length))
              .examples();
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path folder = count == 1 ? output.folder : output.folder.resolve(String.valueOf(i + 1));
      Verdict verdict =
          save(model, format, folder, noise.slice(i, i + 1), fooling.slice(i, i + 1), goal);
      verdicts.add(verdict);
      if (!output.json) {
        print(verdict);
      }
    }
    return new FoolingReport(
        arguments.model.toString(),
        model.device().toString(),
        model.labels().name(goal.label(0)),
        goal.label(0),
        confidence,
        epsilon == null ? null : epsilon.value(),
        steps,
        model.bounds(),
        seed,
        seconds,
        verdicts,
        verdicts.stream().filter(this::isSure).count());
  }

  private boolean isSure(Verdict verdict) {
    return verdict.succeeded() && verdict.after().get(0).probability() >= confidence;
  }

  /** Saves the pictures, and judges both as read back. */
  private Verdict save(
      TargetModel model, PictureFormat format, Path folder, Batch noise, Batch fooling, Goal goal) {
    Path file = folder.resolve("fooling.png");
    Picture first = saved(format, noise, folder.resolve("start.png"));
    Picture last = saved(format, fooling, file);
    Batch start = format.batch(first);
    Batch end = format.batch(last);
    List<Prediction> before = Prediction.top(model, start, LISTED).get(0);
    Verdict verdict = Verdict.of(model, file.toString(), before, start, end, goal, LISTED);
    Perturbation change = Perturbation.between(start, end, model.bounds());
    Comparison.draw(
            first, before, format.picture(change.example()), change.factor(), last, verdict.after())
        .write(folder.resolve("comparison.png"));
    return verdict;
  }

  private static Picture saved(PictureFormat format, Batch example, Path file) {
    format.picture(example).write(file);
    return Picture.read(file);
  }

  private void print(Verdict verdict) {
    Terminal.clearProgress();
    System.out.printf(
        "%s%n  start     %s%n  end       %s%n  distance  %s%n",
        verdict.image(),
        Wording.predictions(verdict.before()),
        Wording.predictions(verdict.after()),
        Wording.distance(verdict.distance()));
  }

  private String summary(FoolingReport report) {
    return String.format(
        Locale.ROOT,
        "%d of %d taken for %s with at least %s, as saved; %.1f s; written to %s",
        report.succeeded(),
        count,
        report.target(),
        Wording.percent(confidence),
        report.seconds(),
        output.folder);
  }
}
