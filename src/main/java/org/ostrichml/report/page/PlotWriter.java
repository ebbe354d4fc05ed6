package org.ostrichml.report.page;

import static org.ostrichml.report.page.Markup.fill;

import com.google.gson.Gson;

/** Writes a plot as a figure that uPlot, which comes with the page, draws in the browser. */
final class PlotWriter {
  /** The library's files lie under its version. */
  private static final String LIBRARY =
      "/META-INF/resources/webjars/uplot/%s/dist/"
          .formatted(Markup.resource("uplot-version").strip());

  /** What its licence wants to be said wherever it goes. */
  private static final String NOTICE =
      "/*! uPlot: Copyright (c) 2022 Leon Sorokin, MIT License */\n";

  private PlotWriter() {}

  /** A figure with the plot's numbers and the names of its axes. */
  static String html(Plot plot) {
    return fill(
        """
        <figure class="plot" data-plot="%s"><figcaption>%s</figcaption>
        <p class="axis">%s</p>
        <div class="area" role="img" aria-label="%s"><noscript>The plot is drawn by a script, which does not run here.</noscript></div>
        <p class="axis below">%s</p>
        <p class="note reading" aria-live="polite">Point at the plot to have its values told.</p></figure>""",
        new Gson().toJson(plot), plot.title(), plot.y().name(), plot.title(), plot.x().name());
  }

  /** The style of all plots. */
  static String css() {
    return Markup.resource(LIBRARY + "uPlot.min.css");
  }

  /** What draws all plots of a page. */
  static String script() {
    return NOTICE + Markup.resource(LIBRARY + "uPlot.iife.min.js") + Markup.resource("plots.js");
  }
}
