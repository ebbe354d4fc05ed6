package org.ostrichml.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Shell scripts that answer as the peers' script does in Python, or as badly as one likes. */
final class StubPython {
  /** Answers everything, and gives back the images as they came. */
  static final String GOOD =
      """
      *'"do":"versions"'*) echo '{"tensorflow":"9.9"}';;
      *'"do":"load"'*) images=$(echo "$line" | sed 's/.*"images":"\\([^"]*\\)".*/\\1/'); echo '{}';;
      *'"do":"forward"'*) echo '{"milliseconds":[3.0,2.0]}';;
      *'"do":"memory"'*) echo '{"bytes":5000000}';;
      *'"do":"attack"'*) cp "$images" "$(echo "$line" | sed 's/.*"out":"\\([^"]*\\)".*/\\1/')"
        echo '{"milliseconds":[900.0,400.0]}';;
      """;

  private StubPython() {}

  /**
   * Writes a script.
   *
   * @param cases of a shell's {@code case "$line" in}, for each line that is read
   */
  static Path write(Path folder, String cases) throws IOException {
    return script(folder, "while read -r line; do\ncase \"$line\" in\n" + cases + "esac\ndone\n");
  }

  /** Writes a script of these lines. */
  static Path script(Path folder, String lines) throws IOException {
    Path script = Files.createTempFile(folder, "stub", ".sh");
    Files.writeString(script, "#!/bin/sh\n" + lines);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }
}
