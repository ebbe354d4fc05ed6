package org.ostrichml.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PageTest {
  private final String html = Pages.nasty().html();
  private final Document page = Pages.parse(html);

  @Test
  void everyTextIsEscaped() {
    assertThat(html).startsWith("<!DOCTYPE html>");
    assertThat(Pages.elements(page, "b").stream().map(Element::getTextContent))
        .allMatch(text -> text.equals(Pages.NASTY) || text.equals("10%"));
    for (String name :
        List.of("title", "h1", "h2", "h3", "p", "code", "figcaption", "li", "dd", "mark")) {
      assertThat(Pages.elements(page, name).stream().map(Element::getTextContent))
          .as(name)
          .anyMatch(text -> text.contains(Pages.NASTY));
    }
    assertThat(Pages.elements(page, "script")).hasSize(1);
  }

  @Test
  void nothingComesFromElsewhere() {
    assertThat(html).doesNotContain("http:", "url(", "@import", "<link");
    assertThat(html.split("https:")) // Where uPlot's own comment says it is from.
        .hasSize(2);
    List<Element> all = Pages.elements(page, "*");
    assertThat(all).noneMatch(element -> element.hasAttribute("href"));
    assertThat(all.stream().filter(e -> e.hasAttribute("src")).map(e -> e.getAttribute("src")))
        .hasSize(6)
        .allMatch(source -> source.startsWith("data:image/png;base64,"));
    assertThat(html).contains("default-src 'none'");
  }

  @Test
  void plotsCarryTheirNumbers() {
    assertThat(Pages.plots(html)).containsExactly(Pages.plot(), Pages.plot());
    assertThat(html)
        .containsOnlyOnce("uPlot: Copyright (c) 2022 Leon Sorokin")
        .containsOnlyOnce("var uPlot=");
  }
}
