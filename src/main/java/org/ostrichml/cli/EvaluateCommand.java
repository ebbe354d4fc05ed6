package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.DataSource;
import org.ostrichml.data.OutputFiles;
import org.ostrichml.evaluate.AttackSeries;
import org.ostrichml.evaluate.DataChoice;
import org.ostrichml.evaluate.Evaluation;
import org.ostrichml.evaluate.Evaluator;
import org.ostrichml.evaluate.RobustnessCurve;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.Synsets;
import org.ostrichml.model.TargetModel;
import org.ostrichml.report.Adaptation;
import org.ostrichml.report.EvaluationPage;
import org.ostrichml.report.EvaluationReport;
import org.ostrichml.report.EvaluationTable;
import org.ostrichml.report.Json;
import org.ostrichml.report.Wording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = "Measure how accurate a model is, and what attacks leave of that.",
    footer = {
      "",
      "Data are a folder of pictures (in a sub-folder for each class, or named after",
      "their WordNet ID where synsets.txt lies beside the model), a CSV of file,label,",
      "idx files as of MNIST, or a folder with x.npy and y.npy. Only what is",
      "classified rightly is attacked.",
      "",
      "Example:",
      "  ostrich evaluate --model saved_models/pictures \\",
      "    --data saved_models/pictures/samples.csv --attack fgsm,pgd \\",
      "    --epsilon 0,2/255,8/255"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelArguments arguments;
  @Mixin private FitArguments fit;
  @Mixin private AttackArguments attacks;
  @Mixin private TargetArguments targets;
  @Mixin private AlarmArguments alarms;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description =
          "Labelled data: a folder, a CSV, an idx or .npy file, or a name of `ostrich fetch`.")
  private Path data;

  @Option(
      names = "--split",
      paramLabel = "test|train",
      description = "Which idx files of a folder (default: test).")
  private String split;

  @Option(
      names = "--labels-file",
      paramLabel = "Y.npy",
      description = "The classes of a .npy file (default: y.npy beside it).")
  private Path labelFile;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "How many examples at most: the first, or of pictures evenly spread (default: all).")
  private Integer limit;

  @Option(
      names = "--attack",
      split = ",",
      required = true,
      paramLabel = "NAME",
      description = "One or more of ${COMPLETION-CANDIDATES}.")
  private List<Method> methods;

  @Option(
      names = "--epsilon",
      split = ",",
      required = true,
      paramLabel = "E",
      description = "One or more budgets in the norm, in input units; 0 is no attack.")
  private List<Fraction> epsilons;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "How many examples to attack at a time (default: 8 to 512, by their size).")
  private Integer batch;

  @Option(
      names = "--min-robust-accuracy",
      paramLabel = "X",
      description =
          "Exit with 1 if an attack leaves less than this share of 1 at the largest epsilon.")
  private Fraction leastAccuracy;

  @Option(
      names = "--adaptive",
      description =
          "Evaluate twice, and compare: plainly, with the loss on the probabilities as they are, and adapted, past ops without a gradient (--bpda, or those that are found), over random draws (--eot, or 10) and on the logits.")
  private boolean adaptive;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write the report as JSON.")
  private Path out;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Where to write a page for the browser, with the accuracy as a plot.")
  private Path html;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    checkArguments();
    if (adaptive) {
      try (Defence defence = Defence.of(arguments, attacks, fit.labels)) {
        Evaluation plain = evaluate(defence.plain());
        return told(defence.adapted(), new Adaptation(defence.how(), plain));
      }
    }
    try (TargetModel loaded = arguments.load(fit.labels)) {
      return told(attacks.seen(loaded), null);
    }
  }

  private int told(TargetModel model, Adaptation adaptation) {
    Terminal.notes(model);
    Evaluation results = evaluate(model);
    EvaluationReport report = report(model, adaptation, results);
    if (out != null) {
      Json.write(out, report);
    }
    if (html != null) {
      EvaluationPage.of(report, TypedCommand.of(spec)).write(html);
    }
    System.out.println(json ? Json.of(report) : EvaluationTable.of(report));
    return exitCode(results);
  }

  private Evaluation evaluate(TargetModel model) {
    model.requireClasses();
    List<AttackSeries> series =
        methods.stream().distinct().map(each -> series(each, model.bounds())).toList();
    Evaluator watched = new Evaluator(model, series, targets.goals(model, attacks.seed()));
    Evaluator evaluator = alarms.off ? watched.withoutAlarms() : watched;
    Synsets synsets = Synsets.beside(arguments.path(), model.classes());
    DataChoice choice = new DataChoice(KnownNames.path(data), split, labelFile, limit);
    try (DataSource source = choice.open(model, synsets, fit.cropCentre(model))) {
      return run(evaluator, source, model);
    }
  }

  private void checkArguments() {
    if (batch != null && batch < 1) {
      throw new OstrichException("--batch must be at least 1.");
    }
    if (leastAccuracy != null && leastAccuracy.value() > 1) {
      throw new OstrichException("--min-robust-accuracy is a share: give 0 to 1, as in 0.5.");
    }
    if (out != null) {
      OutputFiles.checkWritable(out);
    }
    if (html != null) {
      OutputFiles.checkWritable(html);
    }
  }

  private AttackSeries series(Method method, Bounds bounds) {
    boolean alone = methods.size() == 1;
    Norm norm = attacks.norm(methods);
    List<Attack> each =
        epsilons.stream()
            .map(Fraction::value)
            .distinct()
            .sorted()
            .map(epsilon -> attacks.threat(norm, epsilon))
            .map(
                threat ->
                    alone
                        ? attacks.attack(method, threat, bounds, true)
                        : attacks.oneOf(method, threat, bounds, true))
            .toList();
    return new AttackSeries(method.toString(), each);
  }

  private Evaluation run(Evaluator evaluator, DataSource source, TargetModel model) {
    int size = batch == null ? Evaluator.batchSize(model) : batch;
    long examples = source.size();
    try (ProgressBar progress = Terminal.progress("evaluating", examples)) {
      return evaluator.run(source, size, done -> progress.stepTo((long) (done * examples)));
    }
  }

  private EvaluationReport report(TargetModel model, Adaptation adaptation, Evaluation results) {
    Threat threat = attacks.threat(attacks.norm(methods), epsilons.get(0).value());
    return new EvaluationReport(
        arguments.model.toString(),
        model.device().toString(),
        data.toString(),
        threat.norm().toString(),
        model.bounds(),
        threat.clip(),
        targets.name(model),
        attacks.seed(),
        attacks.sight(arguments),
        NativeKernels.description(),
        Wording.evaluation(),
        adaptation,
        results);
  }

  private int exitCode(Evaluation results) {
    results.unreadable().forEach(reason -> System.err.println("ostrich: " + reason));
    if (!results.unreadable().isEmpty()) {
      return Main.BAD_INPUT;
    }
    return alarms.fail(results.alarms()) || results.curves().stream().anyMatch(this::isTooWeak)
        ? Main.NOT_REACHED
        : Main.DONE;
  }

  private boolean isTooWeak(RobustnessCurve curve) {
    return leastAccuracy != null
        && (float) curve.last().robustAccuracy().share() < leastAccuracy.value();
  }
}
