package org.ostrichml.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.OstrichException;
import org.ostrichml.agent.Disturbance;
import org.ostrichml.agent.Environment;
import org.ostrichml.agent.Environments;
import org.ostrichml.agent.Episodes;
import org.ostrichml.agent.Misleading;
import org.ostrichml.agent.Noise;
import org.ostrichml.agent.Recording;
import org.ostrichml.agent.Rollout;
import org.ostrichml.agent.Visible;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.model.TargetModel;
import org.ostrichml.report.EpisodeFilm;
import org.ostrichml.report.PolicyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "attack-policy",
    description = "Mislead an agent by changing what it sees at every step.",
    footer = {
      "",
      "Runs the same episodes undisturbed, under noise of the same size, under one step and under",
      "several, and under several at those steps alone at which the agent has a strong preference;",
      "writes report.json, and episode.gif, in which the first episode of the agent left alone runs",
      "beside the one under PGD of the largest epsilon.",
      "",
      "Example:",
      "  ostrich attack-policy --model saved_models/catch --environment catch --epsilon 0.05"
    })
final class AttackPolicyCommand implements Callable<Integer> {
  private static final String CLEAN = "clean";
  private static final String PGD = "pgd";
  private static final int FILMED = 150;

  @Mixin private ModelArguments arguments;
  @Mixin private OutputArguments output;

  @Option(
      names = "--environment",
      required = true,
      paramLabel = "NAME|CLASS",
      description =
          "cartpole, catch, or a class on the class path that implements org.ostrichml.agent.Environment.")
  private String environment;

  @Option(
      names = "--epsilon",
      required = true,
      split = ",",
      paramLabel = "E[,E...]",
      description = "The largest change of a value that is observed, in input units.")
  private List<Fraction> epsilons;

  @Option(
      names = "--target",
      paramLabel = "NAME|INDEX",
      description = "The action to be taken (default: any but the agent's own).")
  private String target;

  @Option(
      names = "--steps",
      defaultValue = "10",
      paramLabel = "N",
      description = "How many steps PGD makes (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--preference",
      defaultValue = "0.7",
      paramLabel = "P",
      description =
          "The timed attack waits until the likeliest action leads by so much probability over the least likely (default: ${DEFAULT-VALUE}).")
  private Fraction preference;

  @Option(
      names = "--episodes",
      defaultValue = "100",
      paramLabel = "N",
      description = "How many episodes (default: ${DEFAULT-VALUE}).")
  private int episodes;

  @Option(
      names = "--longest",
      defaultValue = "10000",
      paramLabel = "N",
      description = "Episodes of more steps are ended (default: ${DEFAULT-VALUE}).")
  private int longest;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Of the episodes and the noise (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** One way to disturb an agent. */
  private record Trial(String name, Float epsilon, Disturbance disturbance) {}

  @Override
  public Integer call() {
    if (episodes < 2 || longest < 1) {
      throw new OstrichException(
          "Give at least 2 --episodes, and at least 1 step as the --longest.");
    }
    Supplier<Environment> worlds = Environments.of(environment);
    try (TargetModel model = arguments.load(null)) {
      model.requireClasses();
      output.check();
      List<Trial> trials = trials(model);
      Rollout rollout = new Rollout(model, worlds, longest);
      Terminal.notes(model);
      List<PolicyReport.Row> rows = new ArrayList<>();
      Map<String, Recording> recordings = new HashMap<>();
      try (ProgressBar progress = Terminal.progress("acting", trials.size())) {
        for (Trial trial : trials) {
          Recording recording = new Recording(FILMED);
          Episodes found = rollout.run(episodes, seed, trial.disturbance, recording);
          recordings.put(trial.name, recording);
          rows.add(PolicyReport.Row.of(trial.name, trial.epsilon, found));
          print(rows.get(rows.size() - 1));
          progress.step();
        }
      }
      PolicyReport report =
          new PolicyReport(
              arguments.model.toString(),
              model.device().toString(),
              environment,
              target == null ? null : model.labels().name(model.label(target)),
              steps,
              preference.value(),
              episodes,
              seed,
              rows);
      Visible.of(worlds.get(), model.inputShape(), model.bounds())
          .ifPresent(world -> film(world, recordings));
      output.report(report, "written to " + output.folder);
      double clean = rows.get(0).meanReturn();
      return rows.stream().anyMatch(row -> row.meanReturn() < clean) ? Main.DONE : Main.NOT_REACHED;
    }
  }

  private List<Trial> trials(TargetModel model) {
    Integer action = target == null ? null : (Integer) model.label(target);
    List<Trial> trials = new ArrayList<>();
    trials.add(new Trial(CLEAN, null, Disturbance.NONE));
    for (Fraction each : epsilons) {
      float epsilon = each.value();
      Threat threat = Threat.linf(epsilon);
      trials.add(new Trial("noise", epsilon, new Noise(epsilon, model.bounds(), seed)));
      trials.add(new Trial("fgsm", epsilon, misleading(model, new Fgsm(threat), action, 0)));
      Pgd pgd = new Pgd(threat, steps);
      trials.add(new Trial(PGD, epsilon, misleading(model, pgd, action, 0)));
      trials.add(
          new Trial("timed pgd", epsilon, misleading(model, pgd, action, preference.value())));
    }
    return trials;
  }

  /** Of each kind of trial the recording is that of the last epsilon. */
  private void film(Visible world, Map<String, Recording> recordings) {
    EpisodeFilm.of(world, recordings.get(CLEAN).moments(), recordings.get(PGD).moments(), PGD)
        .write(output.folder.resolve("episode.gif"));
  }

  private static Disturbance misleading(
      TargetModel model, Attack attack, Integer action, double threshold) {
    return new Misleading(attack.compile(model), action, threshold);
  }

  private void print(PolicyReport.Row row) {
    if (output.json) {
      return;
    }
    Terminal.clearProgress();
    System.out.printf(
        Locale.ROOT,
        "%-10s epsilon %-8s return %8.2f +- %.2f   %5.1f%% of the steps changed, %5.1f%% misled%n",
        row.disturbance(),
        row.epsilon() == null ? "-" : String.format(Locale.ROOT, "%.4g", row.epsilon()),
        row.meanReturn(),
        row.halfWidth(),
        100 * row.changed(),
        100 * row.misled());
  }
}
