package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.OstrichException;

class VocabularyTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("vocabulary.txt");
  }

  @Test
  void unknownWordsAreNumberedInTheOrderOfTheirFirstUse() throws IOException {
    Files.write(file, List.of("[PAD]", "[SEP]", "[UNK0]", "[UNK1]", "who", "saw"));
    assertThat(ids("Who saw Mira", "Tarvik saw mira", 8)).containsExactly(4, 5, 2, 1, 3, 5, 2, 0);
  }

  @Test
  void unknownTokensAreUsedAgainWhenTheyRunOut() throws IOException {
    Files.write(file, List.of("[PAD]", "[SEP]", "[UNK0]", "[UNK1]"));
    assertThat(ids("a b", "c b a", 6)).containsExactly(2, 3, 1, 2, 3, 2);
  }

  @Test
  void oneUnknownTokenStandsForAll() throws IOException {
    Files.write(file, List.of("[PAD]", "[SEP]", "[UNK]", "x"));
    assertThat(ids("a b", "x c", 5)).containsExactly(2, 2, 1, 3, 2);
  }

  @Test
  void textsThatAreTooLongAreRefused() throws IOException {
    Files.write(file, List.of("[PAD]", "[SEP]", "[UNK]"));
    assertThatThrownBy(() -> ids("a b", "c d", 4))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("5 tokens long, the reader takes 4");
  }

  @ParameterizedTest
  @CsvSource({
    "'who\n[SEP]\n[UNK]', line 1: must be [PAD]",
    "'[PAD]', line 2: must be [SEP]",
    "'[PAD]\n[SEP]\nwho', line 3: must be [UNK]",
    "'[PAD]\n[SEP]\n[UNK]\n\nwho', line 4: is blank",
    "'[PAD]\n[SEP]\n[UNK]\nwho\nwho', line 5: repeats 'who'"
  })
  void anotherFormIsRefusedWithItsLine(String text, String message) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining(file + ", " + message);
  }

  @Test
  void theFolderOfAssetsComesFirst() throws IOException {
    Files.write(file, List.of("[PAD]", "[SEP]", "[UNK]"));
    Path assets = Files.createDirectory(folder.resolve("assets.extra"));
    Files.write(assets.resolve("vocabulary.txt"), List.of("[PAD]", "[SEP]", "[UNK]", "a"));
    assertThat(Vocabulary.beside(folder).ids(Tokenizer.tokens("a"), List.of(), 2))
        .containsExactly(3, 1);
  }

  @Test
  void aModelWithoutVocabularyIsRefused() {
    assertThatThrownBy(() -> Vocabulary.beside(folder))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining(folder + " has no vocabulary");
  }

  private int[] ids(String question, String paragraph, int length) {
    return Vocabulary.read(file)
        .ids(Tokenizer.tokens(question), Tokenizer.tokens(paragraph), length);
  }
}
