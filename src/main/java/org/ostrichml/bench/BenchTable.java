package org.ostrichml.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Results as text for a terminal. */
public final class BenchTable {
  private static final int NAME = 13;
  private static final int WIDTH = 11;

  private static final List<Column> COLUMNS =
      List.of(
          timing("first ms", Timing::first),
          timing("best ms", Timing::best),
          timing("median ms", Timing::median),
          pace("ms/step", pace -> Figures.amount(pace.perStep())),
          pace("forward ms", pace -> Figures.amount(pace.forward())),
          pace("forwards", pace -> Figures.times(pace.forwardsPerStep())),
          new Column("MB", entry -> of(entry.megabytes(), Figures::amount)),
          new Column("ratio", entry -> of(entry.ratio(), Figures::times)),
          check("robust", check -> Figures.percent(check.robustAccuracy())),
          check("largest", check -> String.format(Locale.ROOT, "%.6f", check.maxPerturbation())),
          check("same step", check -> of(check.sameStep(), Figures::percent)),
          check("same end", check -> of(check.sameEnd(), Figures::percent)));

  private BenchTable() {}

  /** One figure of an entry; null where it has none. */
  private record Column(String head, Function<Entry, String> cell) {}

  private static Column timing(String head, Function<Timing, Double> figure) {
    return new Column(
        head, entry -> of(entry.milliseconds(), t -> Figures.amount(figure.apply(t))));
  }

  private static Column pace(String head, Function<Pace, String> figure) {
    return new Column(head, entry -> of(entry.pace(), figure));
  }

  private static Column check(String head, Function<Check, String> figure) {
    return new Column(head, entry -> of(entry.check(), figure));
  }

  private static <T> String of(T value, Function<T, String> text) {
    return value == null ? null : text.apply(value);
  }

  /** What a work is, and what it needs. */
  public static String of(Work work) {
    String needs = work.needs().isEmpty() ? "" : " (needs %s)".formatted(work.needs());
    return "%-14s %s%s".formatted(work, work.task(), needs);
  }

  /** One work, its lines parted by line feeds. */
  public static String of(Result result) {
    List<Column> columns =
        COLUMNS.stream()
            .filter(
                column -> result.entries().stream().map(column.cell()).anyMatch(Objects::nonNull))
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(result.work() + "  " + result.task());
    lines.add(line("", columns, Column::head));
    for (Entry entry : result.entries()) {
      lines.add(
          entry.failure() == null
              ? line(entry.name(), columns, column -> column.cell().apply(entry))
              : name(entry.name()) + "  not measured: " + entry.failure());
    }
    result.marks().forEach(mark -> lines.add("  ! " + mark));
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }

  private static String line(String name, List<Column> columns, Function<Column, String> cell) {
    return columns.stream()
        .map(column -> Objects.requireNonNullElse(cell.apply(column), ""))
        .map(text -> " ".repeat(Math.max(1, WIDTH - text.length())) + text)
        .collect(Collectors.joining("", name(name), ""));
  }

  private static String name(String name) {
    return "  " + name + " ".repeat(Math.max(0, NAME - name.length()));
  }
}
