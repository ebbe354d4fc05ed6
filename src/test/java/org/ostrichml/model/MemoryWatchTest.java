package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.ostrichml.OwnProcess;

/** What JavaCPP asks the system, in processes of their own. */
class MemoryWatchTest {
  /** Prints the limit from which on it would ask. */
  static final class Application {
    public static void main(String[] arguments) {
      NativeKernels.available();
      System.out.println(Pointer.maxPhysicalBytes());
    }
  }

  private static String limit(String... options) throws IOException {
    return OwnProcess.firstLine(Application.class, List.of(options), Map.of());
  }

  @Test
  void isOffWhereNobodyChose() throws IOException {
    assertThat(limit()).isEqualTo("0");
  }

  @Test
  void isAsTheUserChose() throws IOException {
    assertThat(limit("-Dorg.bytedeco.javacpp.maxPhysicalBytes=9g")).isEqualTo("9663676416");
    assertThat(limit("-Dorg.bytedeco.javacpp.maxphysicalbytes=9g")).isEqualTo("9663676416");
  }
}
