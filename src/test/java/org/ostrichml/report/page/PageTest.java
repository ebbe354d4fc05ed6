package org.ostrichml.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PageTest {
  private final String html = Pages.nasty().html();
  private final Document page = Pages.parse(html);

  @Test
  void everyTextIsEscaped() {
    assertThat(html).startsWith("<!DOCTYPE html>");
    assertThat(elements(page, "b").stream().map(Element::getTextContent))
        .allMatch(text -> text.equals(Pages.NASTY) || text.equals("10%"));
    for (String name : List.of("title", "h1", "h2", "h3", "p", "code", "figcaption", "li", "dd")) {
      assertThat(elements(page, name).stream().map(Element::getTextContent))
          .as(name)
          .anyMatch(text -> text.contains(Pages.NASTY));
    }
    assertThat(elements(page, "script")).hasSize(1);
  }

  @Test
  void nothingComesFromElsewhere() {
    assertThat(html).doesNotContain("http:", "https:", "url(", "@import", "<link");
    List<Element> all = elements(page, "*");
    assertThat(all).noneMatch(element -> element.hasAttribute("href"));
    assertThat(all.stream().filter(e -> e.hasAttribute("src")).map(e -> e.getAttribute("src")))
        .hasSize(6)
        .allMatch(source -> source.startsWith("data:image/png;base64,"));
    assertThat(html).contains("default-src 'none'");
  }

  @Test
  void axesHaveRoundNumbersAroundTheValues() {
    assertThat(xTicks(0, 0.031)).containsExactly("0", "0.01", "0.02", "0.03", "0.04");
    assertThat(xTicks(0, 40)).containsExactly("0", "10", "20", "30", "40");
    assertThat(xTicks(-3.5, 4)).containsExactly("-4", "-2", "0", "2", "4");
    assertThat(xTicks(0, 5000)).contains("0", "5000").hasSize(6);
    assertThat(xTicks(0, 0)).hasSizeBetween(2, 6);
    assertThat(xTicks(1e6, 1e6)).hasSizeBetween(2, 6);
  }

  @Test
  void linesLieWhereTheirNumbersAre() {
    String svg = plot(new Plot.Point(0, 1, ""), new Plot.Point(10, 0.5, 0.25, 0.75, "half"));

    assertThat(svg)
        .contains("d=\"M0.00 0.00L100.00 50.00\"")
        .contains("d=\"M0.00 0.00L100.00 25.00L100.00 75.00L0.00 0.00Z\"")
        .contains("d=\"M100.00 50.00h0\"><title>half</title>");
  }

  private static List<String> xTicks(double... values) {
    String svg =
        plot(
            DoubleStream.of(values)
                .mapToObj(x -> new Plot.Point(x, 0, ""))
                .toArray(Plot.Point[]::new));
    return elements(Pages.parse(svg), "div").stream()
        .filter(div -> div.getAttribute("class").equals("ticks x"))
        .flatMap(div -> texts(div).stream())
        .toList();
  }

  private static List<String> texts(Element div) {
    List<String> texts = new ArrayList<>();
    NodeList children = div.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      texts.add(children.item(i).getTextContent());
    }
    return texts;
  }

  private static String plot(Plot.Point... points) {
    return PlotWriter.html(
        new Plot(
            "title",
            new Plot.Axis("x", Plot.Scale.NUMBER),
            new Plot.Axis("y", Plot.Scale.PERCENT),
            List.of(new Plot.Line("line", 0, List.of(points), true))));
  }

  private static List<Element> elements(Document page, String name) {
    NodeList found = page.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
