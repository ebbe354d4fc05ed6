package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.BUS;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.attackBus;
import static org.ostrichml.cli.InProcess.ostrich;
import static org.ostrichml.cli.InProcess.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.functional.Outcome;
import org.ostrichml.report.page.Pages;
import org.ostrichml.report.page.Plot;

/** The page of {@code ostrich attack --html}. */
class AttackPageTest {
  @TempDir Path folder;

  @Test
  void tellsWhatBecameOfAPicture() throws IOException {
    String page = page("--target=ostrich", "--epsilon=8/255", "--steps=9");

    assertThat(page)
        .contains("<h1>school bus \u2192 ostrich</h1>")
        .contains("took this picture for \u201cschool bus\u201d (95.8% sure)")
        .contains("changed by more than 8.00 grey levels out of 255")
        .contains("Length of the whole change (L2)")
        .contains("up to 9 steps of 1.00 grey levels: 9 forward and 9 backward passes")
        .contains("How sure the model was of \u201costrich\u201d")
        .contains("--target=ostrich --epsilon=8/255 --steps=9 --html --out=out")
        .doesNotContain(folder.toString());
    assertThat(notes(page)).hasSize(10);
    assertThat(notes(page).get(9)).startsWith("after 9 steps, as saved: ");
  }

  /** The plot starts at the confidence that the original has. */
  @Test
  void confidenceComesFromTheLoss() throws IOException {
    String page = page("--epsilon=8/255", "--steps=3");

    assertThat(notes(page).get(0)).isEqualTo("after 0 steps: 95.8%");
    assertThat(page).contains("How sure the model was of \u201cschool bus\u201d");
  }

  @Test
  void anotherLossIsPlottedAsOne() throws IOException {
    String page = page("--loss=margin", "--target=ostrich", "--steps=3");

    assertThat(page).contains("The attack&apos;s own loss: larger is nearer to the goal");
    assertThat(notes(page)).hasSize(3).allMatch(note -> note.contains("loss"));
  }

  @Test
  void theLeastChangeAndOtherNormsHaveSentences() throws IOException {
    assertThat(page("--method=deepfool")).contains("looked for the least change", "norm l2");
    assertThat(page("--norm=l2", "--epsilon=2", "--seed=3", "--no-clip"))
        .contains("might be at most 2.000 long", "the seed 3", "might leave the valid range");
  }

  @Test
  void severalPicturesShareAPage() throws IOException {
    Path html = folder.resolve("my page.html");
    Outcome outcome =
        ostrich(
            "attack",
            "--model",
            PICTURES,
            "--image",
            BUS,
            sample("ostrich_1"),
            sample("daisy_1"),
            "--target=ostrich",
            "--epsilon=8/255",
            "--out",
            folder.resolve("out"),
            "--html",
            html);

    outcome.exits(0);
    String page = Files.readString(html);
    Pages.parse(page);
    assertThat(page)
        .contains("<h1>2 of 2 pictures are taken for \u201costrich\u201d</h1>")
        .contains("taken for the target already: ostrich_1.png.")
        .contains("--html &apos;my page.html&apos;");
    assertThat(page.split("<article ")).hasSize(3);
    assertThat(folder.resolve("out/report.html")).doesNotExist();
  }

  /** What cannot be written is said before the work. */
  @Test
  void aPageThatCannotBeWrittenIsRefusedFirst() {
    Outcome outcome = attackBus("--out", folder.resolve("out"), "--html", folder);

    outcome.refuses("it is a folder");
    assertThat(folder.resolve("out/report.json")).doesNotExist();
  }

  private String page(Object... more) throws IOException {
    Path out = folder.resolve("out");
    attackBus(with(with(new Object[] {"--out=" + out}, "--html"), more));
    String page = Files.readString(out.resolve("report.html"));
    Pages.parse(page);
    return page;
  }

  private static List<String> notes(String page) {
    return Pages.plots(page).get(0).lines().get(0).points().stream().map(Plot.Point::note).toList();
  }

  private static Path sample(String name) {
    return PICTURES.resolve("samples/" + name + ".png");
  }
}
