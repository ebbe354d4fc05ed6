package org.ostrichml.report.page;

import static org.ostrichml.report.page.Markup.fill;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a page as HTML. */
final class PageWriter {
  /** Narrower pictures are drawn with square pixels. */
  private static final int SMALL = 200;

  private final Page page;

  PageWriter(Page page) {
    this.page = page;
  }

  String html() {
    String title = Markup.escape(page.title());
    String body = page.sections().stream().map(this::section).collect(Collectors.joining("\n"));
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"/>
        <title>%s</title>
        <style>
        %s
        %s</style>
        </head>
        <body>
        <main>
        <header><h1>%s</h1><p class="lead">%s</p></header>
        %s
        </main>
        <script>//<![CDATA[
        %s
        %s//]]></script>
        </body>
        </html>
        """
        .formatted(
            title,
            PlotWriter.css(),
            Markup.resource("page.css"),
            title,
            Markup.escape(page.lead()),
            body,
            PlotWriter.script(),
            Markup.resource("page.js"));
  }

  private String section(Section section) {
    if (section instanceof Section.Heading heading) {
      return fill("<h2>%s</h2>", heading.text());
    }
    if (section instanceof Section.Paragraph paragraph) {
      return fill("<p>%s</p>", paragraph.text());
    }
    if (section instanceof Section.Command command) {
      return fill("<pre tabindex=\"0\"><code>%s</code></pre>", command.line());
    }
    if (section instanceof Section.Table table) {
      return table(table);
    }
    if (section instanceof Section.Texts texts) {
      return texts(texts);
    }
    if (section instanceof Section.Claims claims) {
      return claims.claims().stream()
          .map(PageWriter::claim)
          .collect(Collectors.joining("\n", "<ol class=\"card claims\">", "</ol>"));
    }
    if (section instanceof Section.Graph graph) {
      return "<section class=\"card\">" + PlotWriter.html(graph.plot()) + "</section>";
    }
    return triple((Section.PictureTriple) section);
  }

  private static String table(Section.Table table) {
    String rows =
        table.rows().stream()
            .map(row -> fill("<tr><th scope=\"row\">%s</th>", row.get(0)) + cells(row))
            .collect(Collectors.joining("\n"));
    return table("", table.headings(), rows);
  }

  private static String texts(Section.Texts texts) {
    String rows =
        texts.rows().stream()
            .map(
                row ->
                    row.stream()
                        .map(PageWriter::text)
                        .collect(Collectors.joining("", "<tr>", "</tr>")))
            .collect(Collectors.joining("\n"));
    return table(" class=\"texts\"", texts.headings(), rows);
  }

  private static String text(Section.Texts.Text text) {
    return text.marked().isEmpty()
        ? fill("<td>%s</td>", text.plain())
        : fill("<td>%s<mark>%s</mark></td>", text.plain(), text.marked());
  }

  private static String table(String kind, List<String> headings, String rows) {
    return """
        <div class="card scroll" tabindex="0" role="region" aria-label="Table">
        <table%s><thead><tr>%s</tr></thead>
        <tbody>
        %s
        </tbody></table></div>"""
        .formatted(
            kind,
            headings.stream()
                .map(heading -> fill("<th scope=\"col\">%s</th>", heading))
                .collect(Collectors.joining()),
            rows);
  }

  private static String claim(Section.Claims.Claim claim) {
    return fill(
        "<li><h3>%s <span class=\"outcome %s\">%s</span></h3><dl><dt>The article</dt><dd>%s</dd><dt>Measured here</dt><dd>%s</dd></dl></li>",
        claim.text(),
        claim.holds() ? "yes" : "no",
        claim.outcome(),
        claim.expected(),
        claim.found());
  }

  private static String cells(List<String> row) {
    return row.subList(1, row.size()).stream()
            .map(cell -> fill("<td>%s</td>", cell))
            .collect(Collectors.joining())
        + "</tr>";
  }

  private static String triple(Section.PictureTriple triple) {
    boolean small = triple.original().picture().width() < SMALL;
    String plot = triple.plot() == null ? "" : PlotWriter.html(triple.plot());
    return """
        <article class="card triple%s">
        <h3>%s <span class="outcome %s">%s</span></h3>
        <p>%s</p>
        <div class="row">
        %s
        <span class="sign" aria-hidden="true">+</span>
        %s
        <span class="sign" aria-hidden="true">=</span>
        %s
        </div>
        <div class="row more">
        %s
        %s
        </div>
        </article>"""
        .formatted(
            small ? " small" : "",
            Markup.escape(triple.title()),
            triple.succeeded() ? "yes" : "no",
            Markup.escape(triple.outcome()),
            Markup.escape(triple.sentence()),
            panel(triple.original(), "original"),
            panel(triple.change(), "change"),
            panel(triple.result(), "result"),
            flip(triple),
            plot);
  }

  private static String panel(Panel panel, String role) {
    String notes =
        panel.notes().stream()
            .map(note -> fill("<p class=\"note\">%s</p>", note))
            .collect(Collectors.joining());
    String bars = panel.bars().stream().map(PageWriter::bar).collect(Collectors.joining());
    return fill("<figure><figcaption>%s</figcaption>", panel.caption())
        + "<img class=\"%s\" src=\"%s\" width=\"%d\" height=\"%d\" %s/>%s%s</figure>"
            .formatted(
                role,
                Markup.dataUri(panel.picture()),
                panel.picture().width(),
                panel.picture().height(),
                fill("alt=\"%s\"", panel.caption()),
                notes,
                bars.isEmpty() ? "" : "<ol class=\"bars\">" + bars + "</ol>");
  }

  private static String bar(Panel.Bar bar) {
    return "<li class=\"%s\" style=\"--share:%s\">"
            .formatted(
                bar.tone().name().toLowerCase(Locale.ROOT),
                String.format(Locale.ROOT, "%.4f", bar.share()))
        + fill("<span>%s</span><b>%s</b></li>", bar.label(), bar.value());
  }

  /** The script gives the two pictures here their pixels, so that the file holds them once. */
  private static String flip(Section.PictureTriple triple) {
    return fill(
        """
        <div class="flip" hidden="hidden">
        <h4>Can you see the change?</h4>
        <button type="button" aria-label="Flip between the original and the result"><img class="under" alt="%s"/><img class="over" alt="%s"/><span class="tag left">%s</span><span class="tag right">%s</span></button>
        <input type="range" min="0" max="100" value="50" aria-label="How much of the original is shown"/>
        <p class="note">Click or tap the picture to flip it; drag the slider, or use the arrow keys on it, to move the border.</p>
        </div>""",
        triple.result().caption(),
        triple.original().caption(),
        triple.original().caption(),
        triple.result().caption());
  }
}
