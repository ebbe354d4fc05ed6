package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  @Test
  void wordsNumbersAndSignsArePartedFromEachOther() {
    assertThat(texts("Anna's (1,250) boats, 3.5 m long, aren't here."))
        .containsExactly(
            "Anna's", "(", "1,250", ")", "boats", ",", "3.5", "m", "long", ",", "aren't", "here",
            ".");
  }

  @Test
  void signsAtTheEdgeOfWordsAndNumbersStandAlone() {
    assertThat(texts("'boats' in 1998. Café-bar, 7th 😀"))
        .containsExactly(
            "'", "boats", "'", "in", "1998", ".", "Café", "-", "bar", ",", "7th", "😀");
  }

  @Property
  void tokensAreThePiecesOfTheTextThatAreNoSpace(@ForAll String text) {
    int end = 0;
    for (Token token : Tokenizer.tokens(text)) {
      assertThat(text.substring(token.start(), token.end())).isEqualTo(token.text()).isNotEmpty();
      assertThat(Tokenizer.tokens(text.substring(end, token.start()))).isEmpty();
      end = token.end();
    }
    assertThat(Tokenizer.tokens(text.substring(end))).isEmpty();
  }

  private static List<String> texts(String text) {
    return Tokenizer.tokens(text).stream().map(Token::text).toList();
  }
}
