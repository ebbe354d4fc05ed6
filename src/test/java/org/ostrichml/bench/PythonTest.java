package org.ostrichml.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said with a Python, and what goes wrong with one. */
@DisabledOnOs(OS.WINDOWS)
class PythonTest {
  @TempDir Path folder;

  @Test
  void asksAndIsAnswered() throws IOException {
    try (Python python = python(StubPython.write(folder, StubPython.GOOD), null)) {
      JsonObject answer = python.ask(Python.request("versions"));

      assertThat(answer.get("tensorflow").getAsString()).isEqualTo("9.9");
    }
  }

  @Test
  void passesErrorsOn() throws IOException {
    assertFails("*) echo '{\"error\":\"no memory\"}';;\n", "no memory");
  }

  @Test
  void namesAnswersThatAreNoJson() throws IOException {
    assertFails("*) echo 'Hello';;\n", "answered 'Hello', which is no JSON object");
    assertFails("*) echo '[1]';;\n", "answered '[1]', which is no JSON object");
  }

  @Test
  void repeatsTheLastWordsOfOneThatEnds() throws IOException {
    assertFails("*) echo one >&2; echo two >&2; echo >&2; exit 1;;\n", "Python ended: two");
    assertFails("*) exit 1;;\n", "Python ended: no message");
  }

  @Test
  void hearsWhatWasSaidBeforeTheEnd() throws IOException {
    Path script = StubPython.script(folder, "echo '{\"error\":\"no TensorFlow\"}'\n");
    try (Python python = python(script, null)) {
      assertThatThrownBy(() -> python.ask(Python.request("versions"))).hasMessage("no TensorFlow");
    }
  }

  @Test
  void killsOneThatHangs() throws IOException {
    Path script = StubPython.write(folder, "*) sleep 100;;\n");
    try (Python python = python(script, null, 1)) {
      assertThatThrownBy(() -> python.ask(Python.request("versions")))
          .isInstanceOf(PeerFailure.class)
          .hasMessage("no answer within 1 s: killed; give it longer with --timeout");
    }
  }

  @Test
  void startsAnewAfterAnEndAndLoadsItsWorkAgain() throws IOException {
    Path script =
        StubPython.write(
            folder,
            """
            *load*) loaded=yes; echo '{}';;
            *end*) exit 1;;
            *) echo "{\\"loaded\\":\\"$loaded\\"}";;
            """);
    try (Python python = python(script, Python.request("load"))) {
      assertThatThrownBy(() -> python.ask(Python.request("end"))).isInstanceOf(PeerFailure.class);

      JsonObject answer = python.ask(Python.request("forward"));
      assertThat(answer.get("loaded").getAsString()).isEqualTo("yes");
    }
  }

  @Test
  void asksNothingOfOneThatCouldNotLoad() throws IOException {
    Path script = StubPython.write(folder, "*load*) echo '{\"error\":\"no model\"}';;\n");
    try (Python python = python(script, Python.request("load"))) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> python.ask(Python.request("forward"))).hasMessage("no model");
      }
    }
  }

  @Test
  void saysThatItCannotBeStarted() {
    try (Python python = python(folder.resolve("none"), null)) {
      assertThatThrownBy(() -> python.ask(Python.request("versions")))
          .hasMessage("it cannot be started");
    }
  }

  private void assertFails(String cases, String message) throws IOException {
    try (Python python = python(StubPython.write(folder, cases), null)) {
      assertThatThrownBy(() -> python.ask(Python.request("versions")))
          .isInstanceOf(PeerFailure.class)
          .hasMessage(message);
    }
  }

  private Python python(Path script, JsonObject work) {
    return python(script, work, 60);
  }

  private Python python(Path script, JsonObject work, long timeout) {
    Setup setup =
        new Setup(null, null, folder, null, folder, script, List.of(Peer.ART), 1, timeout, 1);
    return new Python(setup, folder, work);
  }
}
