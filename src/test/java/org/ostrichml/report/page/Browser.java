package org.ostrichml.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Chromium makes of a page; tests that ask are skipped where there is none on the PATH.
 *
 * @param folder where it may write
 */
public record Browser(Path folder) {
  /** The page's background in each scheme. */
  private static final String LIGHT = "rgb(245, 245, 242)";

  private static final String DARK = "rgb(20, 22, 26)";

  private static final long TIMEOUT_SECONDS = 60;

  /** A frame, since a browser's own window has a least width. */
  private static final String FRAME =
      """
      <!DOCTYPE html>
      <html style="color-scheme: light dark"><body>
      <iframe style="border: 0; width: %dpx; height: 2000px" srcdoc="%s"></iframe>
      </body></html>""";

  /** Writes down, at the end of the frame's page, what only a browser knows. */
  private static final String PROBE =
      """
      <script>
      // Whether the last point of a percentage is drawn in its colour where it belongs.
      function hasLastPoint(figure) {
        var plot = JSON.parse(figure.dataset.plot);
        var line = plot.lines.at(-1);
        var hex = getComputedStyle(figure).getPropertyValue("--c" + line.colour % 6);
        var canvas = figure.querySelector("canvas");
        var all = canvas.getBoundingClientRect();
        var inner = figure.querySelector(".u-over").getBoundingClientRect();
        var pixel = canvas.getContext("2d").getImageData(
          inner.right - all.left - 2,
          inner.top - all.top + (1 - line.points.at(-1).y) * inner.height, 1, 1).data;
        return plot.y.scale === "PERCENT" && [...pixel.slice(0, 3)].every(
          (value, i) => Math.abs(value - parseInt(hex.slice(2 * i + 1, 2 * i + 3), 16)) < 40);
      }
      var probe = document.createElement("output");
      probe.textContent = [innerWidth, document.documentElement.scrollWidth,
        matchMedia("(prefers-color-scheme: dark)").matches,
        getComputedStyle(document.body).backgroundColor,
        document.querySelectorAll(".flip:not([hidden]) .over[src^=data]").length,
        [...document.querySelectorAll(".plot")].filter(hasLastPoint).length].join(" | ");
      parent.document.body.append(probe);
      </script></body>""";

  /**
   * Checks that nothing stands out to the right, that the scheme is followed, that pictures can be
   * flipped and that plots are drawn.
   *
   * @param flips how many pictures can be flipped
   */
  public void check(String html, int width, boolean dark, int flips) {
    Path file = folder.resolve("page.html");
    String page = html.replace("</body>", PROBE);
    long percentages =
        Pages.plots(html).stream().filter(plot -> plot.y().scale() == Plot.Scale.PERCENT).count();
    try {
      Files.writeString(file, FRAME.formatted(width, Markup.escape(page)));
      String dom =
          browse(
              "--window-size=1800,2200",
              "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
              "--dump-dom",
              file.toUri().toString());
      Matcher found = Pattern.compile("<output>(.*?)</output>").matcher(dom);
      assertThat(found.find()).as(dom).isTrue();
      assertThat(found.group(1).split(" \\| "))
          .containsExactly(
              "" + width, "" + width, "" + dark, dark ? DARK : LIGHT, "" + flips, "" + percentages);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String browse(String... arguments) throws IOException, InterruptedException {
    Path output = folder.resolve("dom.html");
    List<String> command =
        Stream.concat(
                Stream.of(
                    browser(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    "--user-data-dir=" + folder.resolve("profile")),
                Arrays.stream(arguments))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the browser did not end");
    }
    return Files.readString(output);
  }

  private static String browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                    .map(entry -> Path.of(entry, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseGet(
            () -> abort("Needs chromium on the PATH, which is not here: the page is not tried."));
  }
}
