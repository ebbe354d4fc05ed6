package org.ostrichml.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

/** What one run of the command left: exit code, standard output, standard error. */
public record Outcome(int code, String out, String err) {
  /** Checks the exit code and that standard error holds nothing but Ostrich's own lines. */
  public Outcome exits(int expected) {
    assertThat(code).as("exit code; stdout:%n%s%nstderr:%n%s", out, err).isEqualTo(expected);
    assertThat(err.lines()).allMatch(line -> line.startsWith("ostrich: "), "starts with ostrich:");
    return this;
  }

  /** Checks that the input was refused with one line that says all of {@code parts}. */
  public void refuses(String... parts) {
    exits(2);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).endsWith(".\n").contains(parts).doesNotContain("Exception");
    assertThat(out).isEmpty();
  }

  /** Checks that the usage was refused: one such line, and where to find help. */
  public void refusesUsage(String... parts) {
    assertThat(code).as("exit code; stdout:%n%s%nstderr:%n%s", out, err).isEqualTo(2);
    assertThat(err.lines()).hasSize(2);
    assertThat(err.lines().findFirst().orElseThrow()).startsWith("ostrich: ").contains(parts);
    assertThat(err.lines().skip(1).findFirst().orElseThrow())
        .matches("Try: ostrich( [\\w-]+)? --help");
    assertThat(err).doesNotContain("Exception");
    assertThat(out).isEmpty();
  }

  /** Standard output, which must be one JSON value by the letter of its standard. */
  public JsonElement json() {
    return strictJson(out);
  }

  /** One JSON value by the letter of the standard. */
  public static JsonElement strictJson(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement element = JsonParser.parseReader(reader);
      assertThat(reader.peek()).as("nothing after the JSON").isEqualTo(JsonToken.END_DOCUMENT);
      return element;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
