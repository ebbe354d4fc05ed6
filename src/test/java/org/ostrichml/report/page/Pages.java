package org.ostrichml.report.page;

import com.google.gson.Gson;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ostrichml.data.Picture;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Pages to test with. */
public final class Pages {
  /** What would break a page that did not escape it, and what has no place to break. */
  static final String NASTY = "<b>&\"'</script>]]>" + "n".repeat(300);

  private Pages() {}

  /** A page with every kind of section, all texts nasty. */
  static Page nasty() {
    Picture picture = Picture.of(new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB));
    List<Panel.Bar> bars =
        List.of(
            new Panel.Bar(NASTY, 0.9, NASTY, Panel.Tone.BEFORE),
            new Panel.Bar("b", 0.1, "10%", Panel.Tone.OTHER));
    Panel panel = new Panel(NASTY, picture, List.of(NASTY), bars);
    return new Page(
        NASTY,
        NASTY,
        List.of(
            new Section.Heading(NASTY),
            new Section.Paragraph(NASTY),
            new Section.Command(NASTY),
            new Section.PictureTriple(NASTY, "no", false, NASTY, panel, panel, panel, plot()),
            new Section.PictureTriple("one", "yes", true, "two", panel, panel, panel, null),
            new Section.Claims(
                List.of(new Section.Claims.Claim(NASTY, "holds", true, NASTY, NASTY))),
            new Section.Graph(plot()),
            new Section.Texts(
                List.of(NASTY, "b"),
                List.of(
                    List.of(new Section.Texts.Text(NASTY, NASTY), new Section.Texts.Text(NASTY)))),
            new Section.Table(
                IntStream.range(0, 12).mapToObj(i -> NASTY.substring(0, 20)).toList(),
                List.of(IntStream.range(0, 12).mapToObj(i -> NASTY.substring(0, 20)).toList()))));
  }

  static Plot plot() {
    return new Plot(
        NASTY,
        new Plot.Axis(NASTY, Plot.Scale.NUMBER),
        new Plot.Axis("y", Plot.Scale.PERCENT),
        IntStream.range(0, 13).mapToObj(Pages::line).toList());
  }

  private static Plot.Line line(int i) {
    return new Plot.Line(
        i == 0 ? NASTY : "line " + i,
        i,
        List.of(new Plot.Point(0, 1, NASTY), new Plot.Point(0.03, 0.5, 0.4, 0.6, "half")),
        true);
  }

  /** The plots of a page, in order. */
  public static List<Plot> plots(String html) {
    return elements(parse(html), "figure").stream()
        .map(figure -> figure.getAttribute("data-plot"))
        .filter(plot -> !plot.isEmpty())
        .map(plot -> new Gson().fromJson(plot, Plot.class))
        .toList();
  }

  /** The elements of this name, in order. */
  public static List<Element> elements(Document page, String name) {
    NodeList found = page.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  /** The page as the JDK reads XML. */
  public static Document parse(String html) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(html)));
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    }
  }
}
