package org.ostrichml.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ostrichml.OstrichException;
import org.ostrichml.gradient.InputGradient;
import org.ostrichml.model.ModelSummary;
import org.ostrichml.model.ModelSummary.GraphSummary;
import org.ostrichml.model.ModelSummary.SignatureSummary;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Losses;
import org.ostrichml.report.Inspection;
import org.ostrichml.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "inspect",
    description = "Say what a model is, and whether it can be attacked.",
    footer = {"", "Example:", "  ostrich inspect saved_models/pictures"})
final class InspectCommand implements Callable<Integer> {
  @Mixin private ModelPosition model;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Inspection inspection = inspect(ModelSummary.read(model.path()));
    if (json) {
      System.out.println(Json.of(inspection));
    } else {
      print(inspection);
    }
    return Main.DONE;
  }

  private Inspection inspect(ModelSummary files) {
    try (TargetModel loaded = TargetModel.load(model.path(), model.options())) {
      return inspect(files, loaded);
    } catch (OstrichException e) {
      if (model.isChosen()) {
        throw e; // What the user named is not there, which says nothing of the model.
      }
      return new Inspection(files, false, e.getMessage(), null);
    }
  }

  private static Inspection inspect(ModelSummary files, TargetModel model) {
    Inspection.Target target =
        new Inspection.Target(
            model.signature(),
            model.inputShape(),
            model.outputShape(),
            model.outputKind().description(),
            model.logits().op().name(),
            model.classes(),
            model.labels().named(),
            model.bounds(),
            model.boundsKnown(),
            model.parameters(),
            model.parameterBytes(),
            model.device().toString(),
            model.notes());
    Losses loss = model.classes() > 0 ? Losses.CROSS_ENTROPY : Losses.SQUARED_OUTPUT;
    try {
      InputGradient.of(model, loss, model.logits());
      return new Inspection(files, true, null, target);
    } catch (OstrichException e) {
      return new Inspection(files, false, e.getMessage(), target);
    }
  }

  private static void print(Inspection inspection) {
    System.out.println(inspection.files().path());
    inspection.files().graphs().forEach(InspectCommand::print);
    if (inspection.target() != null) {
      print(inspection.target());
    }
    System.out.println(conclusion(inspection));
  }

  private static String conclusion(Inspection inspection) {
    if (!inspection.differentiable()) {
      return "No gradient attack: " + inspection.reason();
    }
    return inspection.target().classes() > 0
        ? "The loss can be differentiated: gradient attacks work."
        : "The output can be differentiated, but has no classes: `ostrich gradient --loss squared-output` works.";
  }

  private static void print(GraphSummary graph) {
    System.out.printf(
        "  graph %s, %s, GraphDef version %d, %d nodes, %d functions%n",
        graph.tags().isEmpty() ? "without tags" : "tagged " + String.join(", ", graph.tags()),
        graph.tensorflowVersion().isEmpty()
            ? "TensorFlow version not said"
            : "written by TensorFlow " + graph.tensorflowVersion(),
        graph.producer(),
        graph.nodes(),
        graph.functions());
    for (SignatureSummary signature : graph.signatures()) {
      System.out.println("  signature " + signature.name());
      signature.inputs().forEach(tensor -> System.out.println("    input  " + tensor));
      signature.outputs().forEach(tensor -> System.out.println("    output " + tensor));
    }
    if (graph.signatures().isEmpty()) {
      System.out.println("  no signature; can be fed: " + some(graph.placeholders()));
      System.out.println("  ends in: " + some(graph.ends()));
    }
  }

  private static String some(List<String> names) {
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }

  private static void print(Inspection.Target target) {
    System.out.printf("  attacked input %s%n", Arrays.toString(target.inputShape()));
    System.out.printf(
        "  output %s: %s (tensor %s)%n",
        Arrays.toString(target.outputShape()), target.output(), target.logits());
    System.out.printf(
        "  %d classes, %s%n", target.classes(), target.labels() ? "with labels" : "without labels");
    System.out.printf("  bounds %s%s%n", target.bounds(), target.boundsKnown() ? "" : " (assumed)");
    System.out.printf(
        Locale.ROOT,
        "  %,d parameters, %,d bytes%n  runs on %s%n",
        target.parameters(),
        target.parameterBytes(),
        target.device());
  }
}
