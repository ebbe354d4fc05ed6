package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Bounds;

class SidecarTest {
  @TempDir Path folder;

  @Test
  void everyKeyIsRead() throws IOException {
    assertThat(
            read(
                """
                {"bounds": [-1, 1], "labels": "names.txt", "crop": "centre",
                 "signature": "classify", "input": "image", "inputShape": [-1, 60],
                 "output": "scores", "colours": ["#70a0FF", "#000010"]}
                """))
        .isEqualTo(
            new Sidecar(
                new Bounds(-1, 1),
                folder.resolve("names.txt"),
                true,
                "classify",
                "image",
                List.of(-1L, 60L),
                "scores",
                List.of(0x70a0ff, 0x10)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "", "{\"crop\": \"none\"}", "null"})
  void whatIsNotSaidIsNotSet(String json) throws IOException {
    assertThat(read(json)).isEqualTo(new Sidecar(null, null, false, null, null, null, null, null));
  }

  @Test
  void noSidecarSaysNothing() {
    assertThat(Sidecar.beside(folder))
        .isEqualTo(new Sidecar(null, null, false, null, null, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1]",
        "bounds",
        "{\"bounds\": 1}",
        "{\"bounds\": [\"a\", 1]}",
        "{\"labels\": []}",
        "{\"bounds\": [0]}",
        "{\"bounds\": [0, 1, 2]}",
        "{\"bounds\": [null, 1]}",
        "{\"bounds\": [1, 0]}",
        "{\"bounds\": [0, 1e99]}",
        "{\"crop\": \"center\"}",
        "{\"colours\": \"#70a0ff\"}",
        "{\"colours\": [\"70a0ff\"]}",
        "{\"colours\": [\"#70a0f\"]}",
        "{\"colours\": [null]}",
        "{\"colours\": [\"#70a0ff\", \"#70A0FF\"]}"
      })
  void whatIsWrongIsRefusedByTheNameOfTheFile(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("ostrich.json");
  }

  private Sidecar read(String json) throws IOException {
    Files.writeString(folder.resolve("ostrich.json"), json);
    return Sidecar.beside(folder);
  }
}
