package org.ostrichml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.OstrichException;

class OutputFilesTest {
  @TempDir Path folder;

  @Test
  void replacesAnOlderFile() throws IOException {
    Path target = Files.writeString(folder.resolve("out.txt"), "old");

    OutputFiles.write(target, out -> out.write("new".getBytes()));

    assertThat(target).hasContent("new");
    assertThat(names()).containsExactly("out.txt");
  }

  @Test
  void leavesTheOldFileWhenTheActionFails() throws IOException {
    Path target = Files.writeString(folder.resolve("out.txt"), "old");

    assertThatThrownBy(
            () ->
                OutputFiles.write(
                    target,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IllegalStateException("half way");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(target).hasContent("old");
    assertThat(names()).containsExactly("out.txt");
  }

  /** Run by the test below in a process of its own. */
  static final class Slow {
    public static void main(String[] arguments) {
      OutputFiles.write(
          Path.of(arguments[0]),
          out -> {
            out.write(new byte[100_000]);
            System.out.println("half way");
            LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
          });
    }
  }

  @Test
  void leavesNothingBehindWhenTheProgramIsInterrupted() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, "target/classes", "target/test-classes"),
                Slow.class.getName(),
                folder.resolve("out").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("half way");
      assertThat(names()).hasSize(1).allMatch(name -> name.endsWith(".tmp"));
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(names()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void namesTheTargetWhenTheActionCannotWrite() throws IOException {
    Path target = folder.resolve("out.txt");

    assertThatThrownBy(
            () ->
                OutputFiles.write(
                    target,
                    out -> {
                      throw new IOException("cable cut");
                    }))
        .isInstanceOf(OstrichException.class)
        .hasMessage("Cannot write " + target + ": cable cut; choose another place.");
    assertThat(names()).isEmpty();
  }

  @Test
  void refusesAFolderAsTarget() {
    assertThatThrownBy(() -> OutputFiles.write(folder, out -> out.write(1)))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining(folder + ": it is a folder");
  }

  @Test
  void namesTheFileThatStandsInTheWayOfAFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path target = file.resolve("deeper/out.txt");
    String message = "Cannot write %s: %s is not a folder; choose another place.";

    assertThatThrownBy(() -> OutputFiles.write(target, out -> out.write(1)))
        .isInstanceOf(OstrichException.class)
        .hasMessage(message.formatted(target, file));
    assertThatThrownBy(() -> OutputFiles.checkWritableFolder(file))
        .isInstanceOf(OstrichException.class)
        .hasMessage(message.formatted(file, file));
  }

  @Test
  void saysThatTheDiskIsFullAndLeavesTheDeviceInPlace() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));

    assertThatThrownBy(() -> OutputFiles.write(full, out -> out.write(new byte[100_000])))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("/dev/full: no space is left");
    assertThat(Files.isRegularFile(full)).isFalse();
  }

  @Test
  void refusesAFolderThatTakesNoFiles() {
    Path proc = Path.of("/proc");
    assumeTrue(Files.exists(proc.resolve("self")));

    assertThatThrownBy(() -> OutputFiles.checkWritableFolder(proc))
        .isInstanceOf(OstrichException.class)
        .hasMessageStartingWith("Cannot write /proc: ");
  }

  @Test
  void provesThatAFolderCanBeWrittenAndLeavesNothing() {
    OutputFiles.checkWritableFolder(folder.resolve("a/b"));
    OutputFiles.checkWritable(folder.resolve("c/file"));
    OutputFiles.checkWritableFolder(folder);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesALinkThatLeadsNowhere() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("missing"));

    assertThatThrownBy(() -> OutputFiles.checkWritableFolder(link))
        .isInstanceOf(OstrichException.class)
        .hasMessageStartingWith("Cannot write " + link);
  }

  @Test
  void writesThroughLinks() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path file = Files.writeString(real.resolve("file"), "old");
    Path linkedFolder = Files.createSymbolicLink(folder.resolve("linkedFolder"), real);
    Path linkedFile = Files.createSymbolicLink(folder.resolve("linkedFile"), file);

    OutputFiles.write(linkedFolder.resolve("other"), out -> out.write('1'));
    OutputFiles.write(linkedFile, out -> out.write('2'));

    assertThat(real.resolve("other")).hasContent("1");
    assertThat(file).hasContent("2");
    assertThat(linkedFile).isSymbolicLink();
  }

  @Test
  void givesThePermissionsThatAnyNewFileHas() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Path usual = Files.writeString(folder.resolve("usual"), "");
    Path target = folder.resolve("target");

    OutputFiles.write(target, out -> out.write(1));

    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(Files.getPosixFilePermissions(usual));
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return Set.copyOf(entries.map(entry -> entry.getFileName().toString()).toList());
    }
  }
}
