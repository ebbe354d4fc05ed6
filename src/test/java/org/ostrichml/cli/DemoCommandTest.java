package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.cli.InProcess.ostrich;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is tried, and claims that do not hold. */
class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void missingModelsAreRefused() throws IOException {
    ostrich("demo", "--models", folder.resolve("none")).refuses("none", "--models");
    ostrich("demo", "--models", folder).refuses("pictures");
    Files.createDirectory(folder.resolve("models"));
    for (String name : List.of("pictures", "mnist-mlp")) {
      copy(Path.of("saved_models", name), folder.resolve("models").resolve(name));
    }
    Files.delete(folder.resolve("models/pictures/samples.csv"));
    ostrich("demo", "--models", folder.resolve("models")).refuses("samples.csv");
  }

  @Test
  void missingDigitsAreRefusedBeforeAnythingIsTried() throws IOException {
    Object[] demo = {"demo", "--no-open", "--out", folder.resolve("out"), "--mnist"};
    ostrich(InProcess.with(new Object[] {folder.resolve("none")}, demo)).refuses("none");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    ostrich(InProcess.with(new Object[] {empty}, demo)).refuses("empty", "idx files");
  }

  @Test
  void aModelWithoutBusesIsRefused() {
    ostrich("demo", "--no-open", "--model", "saved_models/mnist-mlp")
        .refuses("saved_models/mnist-mlp", "'school bus'");
    ostrich("demo", "--no-open", "--input", "x:0").refuses("--model");
  }

  @Test
  void picturesWithoutABusAreRefused() throws IOException {
    Path daisies = Files.createDirectories(folder.resolve("daisies/daisy"));
    Files.copy(sample("daisy_1.png"), daisies.resolve("daisy_1.png"));
    ostrich("demo", "--no-open", "--images", folder.resolve("daisies"))
        .refuses("daisies", "no school bus");
  }

  /** A daisy that is said to be a school bus. */
  @Test
  void aClaimThatDoesNotHoldIsSaidAndGivesOne() throws IOException {
    Path csv = folder.resolve("wrong.csv");
    Files.writeString(csv, sample("daisy_1.png").toAbsolutePath() + ",school bus\n");
    var outcome =
        ostrich("demo", "--no-open", "--images", csv, "--out", folder.resolve("out")).exits(1);
    assertThat(outcome.out())
        .containsPattern("A3 [^\n]*\n[^\n]*\n *measured[^\n]*\n( .*\n)? *claim +does not hold")
        .containsPattern("A5 [^\n]*\n[^\n]*\n *measured[^\n]*\n( .*\n)? *claim +holds")
        .containsPattern("\n[2-4] of 6 claims hold; ");
    assertThat(Files.readString(folder.resolve("out/demo.html"))).contains("does not hold here");
  }

  @Test
  void pagesAreOpenedWhereThereIsADesktop() {
    assertThat(Desktop.opener("Linux", Map.of())).isEmpty();
    assertThat(Desktop.opener("Linux", Map.of("DISPLAY", ":0"))).containsExactly("xdg-open");
    assertThat(Desktop.opener("Linux", Map.of("WAYLAND_DISPLAY", "w"))).contains("xdg-open");
    assertThat(Desktop.opener("Mac OS X", Map.of())).containsExactly("open");
    assertThat(Desktop.opener("Windows 11", Map.of())).contains("rundll32");
  }

  private static Path sample(String name) {
    return InProcess.PICTURES.resolve("samples").resolve(name);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
