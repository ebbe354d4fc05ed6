package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerbsTest {
  @ParameterizedTest
  @CsvSource({
    "write, wrote, writes",
    "carry, carried, carries",
    "play, played, plays",
    "stop, stopped, stops",
    "reach, reached, reaches",
    "have, had, has",
    "go, went, goes",
    "found, founded, founds",
    "find, found, finds",
    "frobnicate, frobnicated, frobnicates"
  })
  void formsFollowTheVerb(String base, String past, String present) {
    assertThat(Verbs.past(base)).isEqualTo(past);
    assertThat(Verbs.present(base)).isEqualTo(present);
  }
}
