package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.Mask;
import org.ostrichml.attack.StepAttack;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.OutputFiles;
import org.ostrichml.evaluate.ClassMap;
import org.ostrichml.evaluate.ExampleFormat;
import org.ostrichml.evaluate.NpyFormat;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.TargetModel;
import org.ostrichml.report.AlarmLines;
import org.ostrichml.report.AttackPage;
import org.ostrichml.report.AttackReport;
import org.ostrichml.report.AttackedPicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "attack",
    description = "Change pictures so little that nobody sees it, and so that the model does.",
    footer = {
      "",
      "Writes adversarial.png, perturbation.png, comparison.png and report.json;",
      "success is judged on adversarial.png as it was saved. Several pictures get",
      "a folder each.",
      "",
      "Example:",
      "  ostrich attack --model saved_models/pictures \\",
      "    --image saved_models/pictures/samples/school_bus_1.png --target ostrich \\",
      "    --epsilon 8/255 --out out"
    })
final class AttackCommand implements Callable<Integer> {
  private static final int DEFAULT_LEVELS = 4;

  @Spec private CommandSpec spec;

  @Mixin private ModelArguments arguments;
  @Mixin private PictureArguments pictures;
  @Mixin private AttackArguments attacks;
  @Mixin private TargetArguments targets;
  @Mixin private MapArguments maps;
  @Mixin private AlarmArguments alarms;
  @Mixin private OutputArguments output;

  @Option(
      names = "--method",
      defaultValue = "iterative",
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Method method;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description =
          "The largest change of a value, in input units; fractions are welcome (default: 4 grey levels; none where the least change is looked for).")
  private Fraction epsilon;

  @Option(
      names = "--mask",
      paramLabel = "FILE",
      description =
          "Where pictures may change, a picture of the model's size: white may, black stays, and grey changes less.")
  private Path mask;

  @Option(
      names = "--batch",
      defaultValue = "8",
      paramLabel = "N",
      description = "How many pictures to attack at a time (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--html",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "FILE",
      description = "Write a page for the browser too (default: report.html in --out).")
  private String html;

  @Override
  public Integer call() {
    if (batch < 1) {
      throw new OstrichException("--batch must be at least 1.");
    }
    List<Path> files = pictures.files();
    try (TargetModel loaded = arguments.load(pictures.labels())) {
      TargetModel model = attacks.seen(loaded);
      if (maps.areAttacked(model)) {
        return attackMaps(model, files);
      }
      model.requireClasses();
      PictureFormat format = pictures.format(model);
      Attack attack = attack(model.bounds(), mask == null ? null : format.mask(mask), true);
      GoalChoice goals = targets.goals(model, attacks.seed());
      output.check();
      Path page = page();
      if (page != null) {
        OutputFiles.checkWritable(page);
      }
      AttackRun run = new AttackRun(model, format, attack, goals, files, output.folder);
      VerdictLines lines = new VerdictLines(files.size() == 1, targets.isChosenForEach());
      List<AttackedPicture> shown = new ArrayList<>();
      run.execute(
          batch,
          picture -> {
            if (page != null && shown.size() < AttackPage.MOST_SHOWN) {
              shown.add(picture);
            }
            print(lines.of(picture.verdict()));
          });
      AttackReport report = report(model, attack, run);
      if (page != null) {
        AttackPage.of(report, shown, TypedCommand.of(spec)).write(page);
      }
      output.report(report, summary(report));
      run.unreadable().forEach(reason -> System.err.println("ostrich: " + reason));
      if (!run.unreadable().isEmpty()) {
        return Main.BAD_INPUT;
      }
      return report.succeeded() == report.pictures().size() && !alarms.fail(report.alarms())
          ? Main.DONE
          : Main.NOT_REACHED;
    }
  }

  private int attackMaps(TargetModel model, List<Path> files) {
    ClassMap.require(model);
    if (targets.name(model) != null) {
      throw new OstrichException(
          "--target is a class for a whole picture: give --target-map or --hide for its map.");
    }
    boolean arrays = files.stream().allMatch(file -> file.toString().endsWith(".npy"));
    ExampleFormat format = arrays ? new NpyFormat() : pictures.format(model);
    Mask part = mask == null ? null : pictures.format(model).mask(mask);
    Attack attack = attack(model.bounds(), part, !arrays);
    return new MapAttack(
            model,
            arguments.model,
            maps,
            output,
            page(),
            TypedCommand.of(spec),
            method.toString(),
            attack,
            attacks.seed(),
            batch)
        .run(format, files);
  }

  /** Where the page goes; null where none is wanted. */
  private Path page() {
    if (html == null) {
      return null;
    }
    return html.isEmpty() ? output.folder.resolve(OutputFolders.PAGE) : Path.of(html);
  }

  private Attack attack(Bounds bounds, Mask part, boolean greyLevels) {
    Float budget = epsilon == null ? null : epsilon.value();
    Threat threat =
        attacks.threat(method, budget, DEFAULT_LEVELS * bounds.greyLevel()).withMask(part);
    return attacks.attack(method, greyLevels ? threat.withGreyLevels() : threat, bounds, false);
  }

  private AttackReport report(TargetModel model, Attack attack, AttackRun run) {
    return new AttackReport(
        arguments.model.toString(),
        model.device().toString(),
        method.toString(),
        targets.name(model),
        targets.index(model),
        attack.threat().norm().toString(),
        Float.isInfinite(attack.threat().epsilon()) ? null : attack.threat().epsilon(),
        attack instanceof StepAttack steps
            ? steps.relativeStepSize() * attack.threat().epsilon()
            : null,
        attack.steps(),
        model.bounds(),
        attack.threat().clip(),
        attacks.seed(),
        run.forwardPasses(),
        run.backwardPasses(),
        attacks.sight(arguments),
        NativeKernels.description(),
        run.seconds(),
        run.zeroGradients(),
        alarms.off ? Map.of() : run.alarms(),
        run.verdicts(),
        run.skipped(),
        run.unreadable(),
        run.verdicts().stream().filter(Verdict::succeeded).count());
  }

  private void print(String lines) {
    if (!output.json) {
      Terminal.clearProgress();
      System.out.println(lines);
    }
  }

  private String summary(AttackReport report) {
    String skipped =
        report.skipped().isEmpty()
            ? ""
            : " (%d skipped: already the target)".formatted(report.skipped().size());
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d of %d succeeded%s; %d forward and %d backward passes each, %.1f s in all; written to %s",
            report.succeeded(),
            report.pictures().size(),
            skipped,
            report.forwardPasses(),
            report.backwardPasses(),
            report.seconds(),
            output.folder));
    lines.addAll(AlarmLines.of(report.alarms()));
    return String.join("\n", lines);
  }
}
