package org.ostrichml.report.page;

import static org.ostrichml.report.page.Markup.fill;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Writes a plot as inline SVG that is stretched over the width there is, with its numbers and names
 * as text beside it, which keeps its size. Needs no fonts.
 */
final class PlotWriter {
  private static final int COLOURS = 6;
  private static final int TICKS = 5;

  private final Plot plot;
  private final List<Double> xTicks;
  private final List<Double> yTicks;

  private PlotWriter(Plot plot) {
    this.plot = plot;
    this.xTicks = ticks(plot.x(), Plot.Point::x, Plot.Point::x);
    this.yTicks = ticks(plot.y(), Plot.Point::lower, Plot.Point::upper);
  }

  /** A figure with the plot, its axes and its legend. */
  static String html(Plot plot) {
    return new PlotWriter(plot).html();
  }

  private String html() {
    StringBuilder drawing = new StringBuilder();
    xTicks.forEach(tick -> drawing.append(gridLine("M%s 0V100", x(tick))));
    yTicks.forEach(tick -> drawing.append(gridLine("M0 %sH100", y(tick))));
    StringBuilder legend = new StringBuilder();
    for (Plot.Line line : plot.lines()) {
      drawing.append(line(line));
      legend.append("<li class=\"%s\">".formatted(colour(line)) + fill("%s</li>", line.name()));
    }
    return fill("<figure class=\"plot\"><figcaption>%s</figcaption>", plot.title())
        + (plot.lines().size() > 1 ? "<ul class=\"legend\">%s</ul>".formatted(legend) : "")
        + fill("<p class=\"axis\">%s</p>", plot.y().name())
        + """
        <div class="area"><div class="ticks y">%s</div>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" %s>%s</svg>
        <div class="ticks x">%s</div></div>"""
            .formatted(
                labels(yTicks, "bottom", plot.y()),
                fill("aria-label=\"%s\"", plot.title()),
                drawing,
                labels(xTicks, "left", plot.x()))
        + fill("<p class=\"axis below\">%s</p></figure>", plot.x().name());
  }

  private static String gridLine(String path, String at) {
    return "<path class=\"grid\" d=\"%s\"/>".formatted(path.formatted(at));
  }

  private String line(Plot.Line line) {
    List<Plot.Point> points = line.points();
    StringBuilder svg = new StringBuilder("<g class=\"%s\">".formatted(colour(line)));
    if (points.stream().anyMatch(point -> point.lower() < point.upper())) {
      List<String> around = new ArrayList<>();
      points.forEach(point -> around.add(x(point.x()) + " " + y(point.upper())));
      for (int i = points.size() - 1; i >= 0; i--) {
        around.add(x(points.get(i).x()) + " " + y(points.get(i).lower()));
      }
      svg.append("<path class=\"band\" d=\"M%sZ\"/>".formatted(String.join("L", around)));
    }
    svg.append(
        "<path class=\"line\" d=\"M%s\"/>"
            .formatted(
                points.stream()
                    .map(point -> x(point.x()) + " " + y(point.y()))
                    .collect(Collectors.joining("L"))));
    if (line.marked()) { // A line of no length has a round end, which no stretching distorts.
      for (Plot.Point point : points) {
        svg.append(
            "<path class=\"mark\" d=\"M%s %sh0\">".formatted(x(point.x()), y(point.y()))
                + fill("<title>%s</title></path>", point.note()));
      }
    }
    return svg.append("</g>").toString();
  }

  private static String colour(Plot.Line line) {
    return "c" + line.colour() % COLOURS + (line.colour() >= COLOURS ? " dashed" : "");
  }

  private String x(double value) {
    return percent(value, xTicks);
  }

  private String y(double value) {
    return String.format(Locale.ROOT, "%.2f", 100 - 100 * position(value, yTicks));
  }

  private static String percent(double value, List<Double> ticks) {
    return String.format(Locale.ROOT, "%.2f", 100 * position(value, ticks));
  }

  /** Where a value lies between the first and the last tick, 0 to 1. */
  private static double position(double value, List<Double> ticks) {
    double first = ticks.get(0);
    return (value - first) / (ticks.get(ticks.size() - 1) - first);
  }

  private static String labels(List<Double> ticks, String side, Plot.Axis axis) {
    return ticks.stream()
        .map(
            tick ->
                "<span style=\"%s:%s%%\">%s</span>"
                    .formatted(side, percent(tick, ticks), label(tick, axis)))
        .collect(Collectors.joining());
  }

  private static String label(double tick, Plot.Axis axis) {
    BigDecimal number =
        BigDecimal.valueOf(axis.scale() == Plot.Scale.PERCENT ? 100 * tick : tick)
            .round(new MathContext(6, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    String text = number.signum() == 0 ? "0" : number.toPlainString();
    return axis.scale() == Plot.Scale.PERCENT ? text + "%" : text;
  }

  /** Round numbers, evenly spaced, that enclose all values. */
  private List<Double> ticks(
      Plot.Axis axis, ToDoubleFunction<Plot.Point> lowest, ToDoubleFunction<Plot.Point> highest) {
    if (axis.scale() == Plot.Scale.PERCENT) {
      return List.of(0d, 0.25, 0.5, 0.75, 1d);
    }
    List<Plot.Point> points = plot.lines().stream().flatMap(l -> l.points().stream()).toList();
    double low = points.stream().mapToDouble(lowest).min().orElse(0);
    double high = points.stream().mapToDouble(highest).max().orElse(1);
    double least = Math.max(high - low, 1e-9 * Math.max(1, Math.abs(high))) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double step = power;
    for (double factor : new double[] {2, 5, 10}) {
      step = step < least * (1 - 1e-9) ? factor * power : step;
    }
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.floor(low / step + 1e-9);
    long last = Math.max(first + 1, (long) Math.ceil(high / step - 1e-9));
    for (long i = first; i <= last; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }
}
