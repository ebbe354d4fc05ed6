package org.ostrichml.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The desktop that this program was started from, if there is one. */
final class Desktop {
  private Desktop() {}

  /** Shows a page in the user's browser; does nothing where there is no desktop. */
  static void open(Path page) {
    List<String> command = new ArrayList<>(opener(System.getProperty("os.name"), System.getenv()));
    if (command.isEmpty()) {
      return;
    }
    command.add(page.toAbsolutePath().toString());
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      // There is no such program: the user knows where the page is.
    }
  }

  /** What opens files; nothing where nobody would see it. */
  static List<String> opener(String system, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler");
    }
    if (name.startsWith("mac")) {
      return List.of("open");
    }
    return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")
        ? List.of("xdg-open")
        : List.of();
  }
}
