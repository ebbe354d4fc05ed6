package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ostrichml.OwnProcess;
import org.tensorflow.TensorFlow;

/** Whether TensorFlow uses oneDNN, in processes of their own. */
class OneDnnTest {
  /** Prints the state, and the hint if there is one. */
  static final class Application {
    public static void main(String[] arguments) {
      if (arguments[0].equals("late")) {
        TensorFlow.version();
      }
      NativeKernels.available();
      System.out.println(
          OneDnn.isUsed().map(used -> used ? "1" : "0").orElse("-1") + OneDnn.hint().orElse(""));
    }
  }

  @BeforeEach
  void isBuilt() {
    assumeThat(NativeKernels.available()).as(NativeKernels.description()).isTrue();
    assumeThat(System.getProperty("os.arch")).isEqualTo("amd64");
  }

  private static String answer(String when, String chosen) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("TF_ENABLE_ONEDNN_OPTS", chosen);
    return OwnProcess.firstLine(Application.class, List.of(), environment, when);
  }

  @Test
  void isUsedWhereNobodyChose() throws IOException {
    assertThat(answer("early", null)).isEqualTo("1");
  }

  @Test
  void isAsTheUserChose() throws IOException {
    assertThat(answer("early", "0")).isEqualTo("0");
    assertThat(answer("early", "1")).isEqualTo("1");
  }

  /** Then TensorFlow has decided by the processor. */
  @Test
  void isHintedAtWhereTensorFlowIsThereAlreadyAndWithoutIt() throws IOException {
    assertThat(answer("late", null)).matches("1|0Start Java with TF_ENABLE_ONEDNN_OPTS=1 .*");
  }

  @Test
  void hintsWhereNobodyKnows() {
    assertThat(OneDnn.hint("amd64", -1).orElseThrow()).contains("TF_ENABLE_ONEDNN_OPTS=1");
    assertThat(OneDnn.hint("amd64", 0)).isPresent();
    assertThat(OneDnn.hint("amd64", 1)).isEmpty();
    assertThat(OneDnn.hint("aarch64", -1)).isEmpty();
  }
}
