package org.ostrichml.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.OstrichException;
import org.ostrichml.data.OutputFiles;
import org.ostrichml.demo.Claim;
import org.ostrichml.demo.Demo;
import org.ostrichml.demo.DemoPage;
import org.ostrichml.demo.DemoReport;
import org.ostrichml.demo.DemoSheet;
import org.ostrichml.demo.DemoTable;
import org.ostrichml.demo.Finding;
import org.ostrichml.demo.Subject;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;
import org.ostrichml.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = "Try what is said of adversarial examples: a school bus becomes an ostrich.",
    footer = {
      "",
      "Without arguments it takes the models and pictures that come along. Writes",
      "demo.html, which explains itself, demo.png, report.json and the pictures.",
      "Exits with 1 if a claim does not hold.",
      "",
      "Examples:",
      "  ostrich demo",
      "  ostrich demo --model ../shared/models/googlenet \\",
      "    --images ../shared/data/imagenet-samples --mnist ../shared/data/mnist"
    })
final class DemoCommand implements Callable<Integer> {
  private static final double NANOS_PER_SECOND = 1e9;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "PATH",
      description =
          "An ImageNet model: folder of a SavedModel, a frozen graph (.pb), or a name of `ostrich fetch` (default: the small one that comes along).")
  private Path model;

  @Mixin private ModelChoice choice;
  @Mixin private EngineArguments engine;
  @Mixin private FitArguments fit;

  @Option(
      names = "--images",
      paramLabel = "PATH",
      description =
          "Labelled photos, a school bus among them: a folder or CSV file as for evaluate (default: drawings that come along).")
  private Path images;

  @Option(
      names = "--mnist",
      paramLabel = "DIR",
      description =
          "MNIST's idx files, or a name of `ostrich fetch` (default: digits that come along).")
  private Path mnist;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "The models that come along (default: saved_models beside the launcher).")
  private Path models;

  @Option(
      names = "--out",
      defaultValue = "out",
      paramLabel = "DIR",
      description = "Where to write (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--no-open", description = "Do not show the page in the browser.")
  private boolean closed;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    long start = System.nanoTime();
    if (model == null && choice.isMade()) {
      throw new OstrichException("These options choose in a model: name it with --model.");
    }
    Path folder = models == null ? comeAlong() : models;
    if (!Files.isDirectory(folder)) {
      throw new OstrichException(
          "There are no models in %s: name the folder saved_models of the project with --models."
              .formatted(folder));
    }
    Path own = folder.resolve("pictures");
    Path path = model == null ? own : KnownNames.path(model);
    try (TargetModel pictures = engine.load(spec, path, choice.options(fit.labels));
        TargetModel digits =
            engine.load(spec, folder.resolve("mnist-mlp"), ModelOptions.defaults())) {
      pictures.requireClasses();
      PictureFormat format = PictureFormat.of(pictures, fit.cropCentre(pictures));
      Subject subject = Subject.of(pictures, format, path, options(), own, images);
      OutputFiles.checkWritableFolder(out);
      Path mlp = folder.resolve("mnist-mlp");
      Path data = mnist == null ? mlp.resolve("samples.csv") : KnownNames.path(mnist);
      Demo demo = new Demo(subject, digits, mlp, data, out);
      Terminal.notes(pictures);
      List<Finding> findings = demo.claims().stream().map(this::check).toList();
      DemoReport report = demo.report(findings, (System.nanoTime() - start) / NANOS_PER_SECOND);
      write(findings, report);
      return report.allHold() ? Main.DONE : Main.NOT_REACHED;
    }
  }

  /** The folder of models beside the launcher, as seen from here. */
  private static Path comeAlong() {
    Path here = Path.of("").toAbsolutePath();
    Path home = Path.of(System.getenv().getOrDefault("OSTRICH_HOME", "")).toAbsolutePath();
    return (home.startsWith(here) ? here.relativize(home) : home).resolve("saved_models");
  }

  /** What was said of the model, to be said again on other command lines. */
  private List<String> options() {
    List<String> words = choice.words();
    if (fit.labels != null) {
      words.add("--labels=" + fit.labels);
    }
    return words;
  }

  private Finding check(Claim claim) {
    Finding finding;
    try (ProgressBar progress = Terminal.progress(claim.task(), claim.steps())) {
      finding = claim.check(progress::stepBy);
    }
    if (!json) {
      Terminal.clearProgress();
      System.out.println(DemoTable.of(finding.row()) + "\n");
    }
    return finding;
  }

  private void write(List<Finding> findings, DemoReport report) {
    Path page = out.resolve("demo.html");
    DemoPage.of(report, findings, TypedCommand.of(spec)).write(page);
    DemoSheet.of(findings).write(out.resolve("demo.png"));
    Json.write(out.resolve(OutputFolders.REPORT), report);
    System.out.println(
        json
            ? Json.of(report)
            : String.format(
                Locale.ROOT,
                "%d of %d claims hold; %.1f s in all; all pictures in %s",
                report.holding(),
                report.claims().size(),
                report.seconds(),
                page));
    if (!closed) {
      Desktop.open(page);
    }
  }
}
