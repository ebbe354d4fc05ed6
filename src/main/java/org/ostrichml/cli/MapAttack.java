package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.Threat;
import org.ostrichml.attack.Universal;
import org.ostrichml.data.Batch;
import org.ostrichml.data.OutputFiles;
import org.ostrichml.evaluate.ExampleFormat;
import org.ostrichml.evaluate.MapObjective;
import org.ostrichml.evaluate.MapVerdict;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.TargetModel;
import org.ostrichml.report.AttackPage;
import org.ostrichml.report.MappedPicture;
import org.ostrichml.report.SegmentationPage;
import org.ostrichml.report.SegmentationReport;
import org.ostrichml.report.Wording;

/**
 * An attack on the maps that a segmentation model puts out.
 *
 * @param path of the model, as it was given
 * @param page where a page for the browser goes, or null
 * @param command as it was typed
 * @param method the name of the attack
 * @param seed of random choices, or null
 * @param batch how many pictures to attack at a time
 */
record MapAttack(
    TargetModel model,
    Path path,
    MapArguments maps,
    OutputArguments output,
    Path page,
    String command,
    String method,
    Attack attack,
    Long seed,
    int batch) {
  /** The pictures that a step of a universal perturbation looks at. */
  private static final int LOOKED_AT = 8;

  /** Attacks the maps of all files; the exit code. */
  int run(ExampleFormat format, List<Path> files) {
    MapObjective objective = maps.objective(model);
    List<Path> truth = maps.truth(files.size());
    output.check();
    if (page != null) {
      OutputFiles.checkWritable(page);
    }
    List<MappedPicture> shown = new ArrayList<>();
    MapRun run = new MapRun(model, format, objective, maps.share(), files, output.folder);
    run.execute(
        maps.universal ? universal() : each(),
        attack.steps(),
        maps.universal ? Integer.MAX_VALUE : batch,
        truth,
        picture -> {
          if (page != null && shown.size() < AttackPage.MOST_SHOWN) {
            shown.add(picture);
          }
          print(picture.verdict());
        });
    SegmentationReport report = report(objective, run);
    if (page != null) {
      SegmentationPage.of(report, shown, command).write(page);
    }
    output.report(report, summary(report));
    run.unreadable().forEach(reason -> System.err.println("ostrich: " + reason));
    if (!run.unreadable().isEmpty()) {
      return Main.BAD_INPUT;
    }
    return report.succeeded() == report.pictures().size() ? Main.DONE : Main.NOT_REACHED;
  }

  private MapRun.Attacker each() {
    CompiledAttack compiled = attack.compile(model);
    return (originals, goal, listener) -> compiled.run(originals, goal, listener).examples();
  }

  private MapRun.Attacker universal() {
    Threat threat = attack.threat();
    Universal one = new Universal(threat, attack.steps(), LOOKED_AT, seed == null ? 0 : seed);
    int[] runs = {0};
    return (originals, goal, listener) -> {
      if (runs[0]++ > 0) {
        throw new OstrichException(
            "One perturbation needs pictures of one size, and the model takes any: give pictures of one size.");
      }
      Batch found = one.run(model, originals, goal, listener).perturbation();
      return one.apply(model, originals, found);
    };
  }

  private SegmentationReport report(MapObjective objective, MapRun run) {
    List<MapVerdict> verdicts = run.verdicts();
    return new SegmentationReport(
        path.toString(),
        model.device().toString(),
        method,
        maps.universal,
        objective.words(),
        maps.share(),
        attack.threat().norm().toString(),
        attack.threat().epsilon(),
        attack.steps(),
        model.bounds(),
        seed,
        NativeKernels.description(),
        run.seconds(),
        mean(verdicts, MapVerdict::reached),
        mean(verdicts, MapVerdict::kept),
        mean(verdicts, MapVerdict::meanIouBefore),
        mean(verdicts, MapVerdict::meanIouAfter),
        verdicts,
        run.skipped(),
        run.unreadable(),
        verdicts.stream().filter(MapVerdict::succeeded).count());
  }

  private static Double mean(List<MapVerdict> verdicts, ToDoubleFunction<MapVerdict> figure) {
    return verdicts.isEmpty()
        ? null
        : (Double) verdicts.stream().mapToDouble(figure).average().orElseThrow();
  }

  private void print(MapVerdict verdict) {
    if (output.json) {
      return;
    }
    Terminal.clearProgress();
    System.out.printf(
        Locale.ROOT,
        "%s: %s of the pixels reached (%s before), %s of the others kept, mIoU %.3f -> %.3f, L-infinity %s, %s%n",
        verdict.image(),
        Wording.percent(verdict.reached()),
        Wording.percent(verdict.reachedBefore()),
        Wording.percent(verdict.kept()),
        verdict.meanIouBefore(),
        verdict.meanIouAfter(),
        Wording.greyLevels(verdict.distance()),
        verdict.succeeded() ? "succeeded" : "did not succeed");
  }

  private String summary(SegmentationReport report) {
    return String.format(
        Locale.ROOT,
        "wanted: %s; %d of %d succeeded%s, %s of the pixels reached on average, %s of the others kept; %.1f s in all; written to %s",
        report.objective(),
        report.succeeded(),
        report.pictures().size(),
        report.skipped().isEmpty()
            ? ""
            : " (%d skipped: nothing to do)".formatted(report.skipped().size()),
        report.reached() == null ? "-" : Wording.percent(report.reached()),
        report.kept() == null ? "-" : Wording.percent(report.kept()),
        report.seconds(),
        output.folder);
  }
}
