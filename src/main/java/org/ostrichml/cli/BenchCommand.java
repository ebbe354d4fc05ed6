package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.OstrichException;
import org.ostrichml.bench.Bench;
import org.ostrichml.bench.BenchMarkdown;
import org.ostrichml.bench.BenchReport;
import org.ostrichml.bench.BenchTable;
import org.ostrichml.bench.Machine;
import org.ostrichml.bench.Peer;
import org.ostrichml.bench.Result;
import org.ostrichml.bench.Setup;
import org.ostrichml.bench.Work;
import org.ostrichml.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description = "Time attacks, and the same attacks of Python's libraries in the same run.",
    footer = {
      "",
      "Everybody gets the same SavedModel, images, labels, epsilon, step size and",
      "number of steps, and has its turns one after the other. Best and median are",
      "of all calls but the first; a ratio is a peer's best time by Ostrich's;",
      "forwards are forward passes a step; same is the share of values that are those",
      "of the tf-function loop after one step, and in the end. Exits with 1 if results",
      "do not agree: such a work has lines that start with '!'.",
      "",
      "Examples:",
      "  ostrich bench",
      "  ostrich bench --python venv/bin/python --work mlp-1,mlp-100",
      "  ostrich bench --python venv/bin/python --markdown \\",
      "    --model ../shared/models/googlenet \\",
      "    --images ../shared/data/imagenet-samples --mnist ../shared/data/mnist"
    })
final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--work",
      split = ",",
      paramLabel = "NAME",
      description =
          "One or more of ${COMPLETION-CANDIDATES} (default: all that what is given allows).")
  private List<Work> works;

  @Option(names = "--list", description = "Say what each work is, and what it needs.")
  private boolean list;

  @Option(
      names = "--model",
      paramLabel = "PATH",
      description = "Folder of a SavedModel for the large works, or a name of `ostrich fetch`.")
  private Path model;

  @Option(
      names = "--images",
      paramLabel = "PATH",
      description = "Labelled photos for it: a folder or CSV file as for evaluate.")
  private Path images;

  @Option(
      names = "--mnist",
      paramLabel = "DIR",
      description = "MNIST's idx files, or a name of `ostrich fetch`.")
  private Path mnist;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "A Python with TensorFlow and the peers to compare with.")
  private Path python;

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      description = "One or more of ${COMPLETION-CANDIDATES} (default: all).")
  private List<Peer> peers;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "N",
      description = "How many turns everybody has (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--timeout",
      defaultValue = "600",
      paramLabel = "SECONDS",
      description = "How long a peer's turn may take (default: ${DEFAULT-VALUE}).")
  private long timeout;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of random images and weights (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(names = "--markdown", description = "Print a table for a README.")
  private boolean markdown;

  @Override
  public Integer call() {
    if (list) {
      Arrays.stream(Work.values()).map(BenchTable::of).forEach(System.out::println);
      return Main.DONE;
    }
    if (json && markdown) {
      throw new OstrichException("--json and --markdown are two forms: give one.");
    }
    Setup setup = setup();
    List<Work> chosen = chosen(setup);
    Bench bench = new Bench(setup);
    Machine machine = bench.machine();
    List<Result> results = new ArrayList<>();
    for (Work work : chosen) {
      try (ProgressBar progress = Terminal.progress(work.toString(), bench.turns(work))) {
        results.add(bench.run(work, progress::step));
      }
      if (!json && !markdown) {
        Terminal.clearProgress();
        System.out.println(BenchTable.of(results.get(results.size() - 1)) + "\n");
      }
    }
    BenchReport report = new BenchReport(machine, results);
    if (json) {
      System.out.println(Json.of(report));
    } else if (markdown) {
      System.out.println(BenchMarkdown.of(report));
    } else {
      System.out.println("Measured on " + machine + ".");
    }
    return report.agrees() ? Main.DONE : Main.NOT_REACHED;
  }

  private Setup setup() {
    Path home = Path.of(System.getenv().getOrDefault("OSTRICH_HOME", ""));
    return new Setup(
        model == null ? null : KnownNames.path(model),
        images,
        home.resolve("saved_models/mnist-mlp"),
        mnist == null ? null : KnownNames.path(mnist),
        home.resolve("ostrich"),
        python,
        peers == null ? List.of(Peer.values()) : peers.stream().distinct().toList(),
        rounds,
        timeout,
        seed);
  }

  private List<Work> chosen(Setup setup) {
    if (works == null) {
      return Arrays.stream(Work.values()).filter(setup::allows).toList();
    }
    for (Work work : works) {
      if (!setup.allows(work)) {
        throw new OstrichException(
            "The work %s needs %s: give it, or choose other works with --work."
                .formatted(work, work.needs()));
      }
    }
    return works.stream().distinct().toList();
  }
}
