package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.OstrichException;

class LabelsTest {
  private static final String LINES =
      """
      ostrich, Struthio camelus
      crane
      school bus
      Crane
      tiger_cat
      12
      great grey owl, great gray owl, Strix nebulosa

      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ostrich, 0",
    "'  OSTRICH ', 0",
    "struthio_camelus, 0",
    "'ostrich, Struthio camelus', 0",
    "school_bus, 2",
    "School  Bus, 2",
    "tiger cat, 4",
    "great gray owl, 6",
    "1, 1",
    "12, 5",
    "06, 6"
  })
  void classIsFoundByNameSynonymOrIndex(String text, int index) throws IOException {
    assertThat(labels().index(text)).isEqualTo(index);
  }

  @Test
  void firstSynonymIsTheName() throws IOException {
    assertThat(labels().name(6)).isEqualTo("great grey owl");
    assertThat(labels().full(6)).isEqualTo("great grey owl, great gray owl, Strix nebulosa");
    assertThat(labels().size()).isEqualTo(7);
    assertThat(labels().named()).isTrue();
  }

  @Test
  void whatNamesNoClassIsRefusedWithARemedy() throws IOException {
    Labels labels = labels();
    refused(() -> labels.index("crane"), "'crane' names 2 classes", "1, 3");
    refused(() -> labels.index("7"), "no class 7", "0 to 6");
    refused(() -> labels.index("ostrihc"), "No class is called 'ostrihc'", "nearest are: ostrich");
    refused(() -> labels.index("owl"), "nearest are: great gr");
    refused(() -> labels.index("-1"), "no class -1", "0 to 6");
    refused(() -> labels.index("99999999999"), "No class is called");
    refused(() -> labels.index(""), "is empty");
  }

  @Test
  void classesWithoutNamesGoByIndex() {
    Labels unnamed = Labels.unnamed(3);
    assertThat(unnamed.index("2")).isEqualTo(2);
    assertThat(unnamed.name(2)).isEqualTo("class 2");
    assertThat(unnamed.named()).isFalse();
    refused(() -> unnamed.index("3"), "no class 3", "0 to 2");
    refused(() -> unnamed.index("ostrich"), "has no labels", "--labels");
  }

  @Test
  void numberOfLinesMustBeThatOfTheClasses() throws IOException {
    Path file = Files.writeString(folder.resolve("labels.txt"), LINES);
    refused(() -> Labels.read(file, 1000), "labels.txt has 7 labels", "1000 classes", "--labels");
    refused(() -> Labels.read(folder.resolve("none.txt"), 7), "none.txt does not exist");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    refused(() -> Labels.read(binary, 7), "binary cannot be read", "UTF-8");
  }

  private Labels labels() throws IOException {
    return Labels.read(Files.writeString(folder.resolve("labels.txt"), LINES), 7);
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContainingAll(parts);
  }
}
