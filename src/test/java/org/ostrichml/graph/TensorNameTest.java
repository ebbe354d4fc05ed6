package org.ostrichml.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorNameTest {
  @ParameterizedTest
  @CsvSource({
    "node, node, 0",
    "node:0, node, 0",
    "scope/node:12, scope/node, 12",
    "a:b:2, a:b, 2",
    "node:, node:, 0",
    "node:x, node:x, 0",
    ":1, :1, 0",
    "node:1234567890, node:1234567890, 0"
  })
  void indexStandsBehindTheLastColon(String text, String node, int index) {
    assertThat(TensorName.parse(text)).isEqualTo(new TensorName(node, index));
  }

  @ParameterizedTest
  @CsvSource({"node, node, node:0", "node:1, node:1, node:1"})
  void firstOutputIsWrittenWithoutIndexAsAnInput(String text, String input, String full) {
    assertThat(TensorName.parse(text).asInput()).isEqualTo(input);
    assertThat(TensorName.parse(text)).hasToString(full);
  }
}
