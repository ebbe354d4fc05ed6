package org.ostrichml.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as a table in Markdown: a line for each work, how many times slower each peer was. */
public final class BenchMarkdown {
  private static final List<String> HEADS = List.of("work", "Ostrich", "forwards a step");

  private BenchMarkdown() {}

  /** The machine and the table. */
  public static String of(BenchReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("Measured on " + report.machine() + ".");
    lines.add("");
    List<String> heads =
        Stream.of(
                HEADS.stream(),
                Arrays.stream(Peer.values()).map(Peer::toString),
                Stream.of("robust accuracy"))
            .flatMap(each -> each)
            .toList();
    lines.add(line(heads));
    lines.add(line(heads.stream().map(head -> "---").toList()));
    report.results().forEach(result -> lines.add(line(cells(result))));
    return String.join("\n", lines);
  }

  private static List<String> cells(Result result) {
    Entry ours = result.entries().get(0);
    List<String> cells = new ArrayList<>();
    cells.add("`%s`: %s".formatted(result.work(), result.task()));
    cells.add(cost(ours));
    cells.add(ours.pace() == null ? "" : Figures.times(ours.pace().forwardsPerStep()));
    for (Peer peer : Peer.values()) {
      cells.add(
          result.entries().stream()
              .filter(entry -> entry.name().equals(peer.toString()) && entry.ratio() != null)
              .map(entry -> cost(entry) + ", x " + Figures.times(entry.ratio()))
              .findFirst()
              .orElse(""));
    }
    cells.add(
        result.entries().stream()
            .filter(entry -> entry.check() != null)
            .map(entry -> Figures.percent(entry.check().robustAccuracy()))
            .distinct()
            .collect(Collectors.joining(" / ")));
    return cells;
  }

  private static String cost(Entry entry) {
    return entry.milliseconds() != null
        ? Figures.amount(entry.milliseconds().best()) + " ms"
        : entry.megabytes() != null ? Figures.amount(entry.megabytes()) + " MB" : "";
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }
}
