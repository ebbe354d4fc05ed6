package org.ostrichml.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  private static final int INTERRUPT = 2;
  private static final Path MODEL = Launcher.HOME.resolve("saved_models/pictures");
  private static final Path BUS = MODEL.resolve("samples/school_bus_1.png");
  private static final String CLASSPATH =
      System.getenv("OSTRICH_GPU") == null ? "target/classpath" : "target/classpath-gpu";
  private static final String NATIVE_PLATFORM =
      System.getProperty("os.name") + " " + System.getProperty("os.arch");
  private static final String VERSION = "ostrich \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n";

  @TempDir Path folder;

  @Test
  void worksThroughALinkFromAnotherFolder() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("o"), Launcher.HOME.resolve("ostrich"));
    Files.copy(BUS, folder.resolve("bus.png"));

    Outcome outcome =
        Launcher.here()
            .in(folder)
            .through(link)
            .run("predict", "--model", MODEL, "--image", "bus.png", "--top", "1");

    Files.delete(link);
    outcome.exits(0);
    assertThat(outcome.out()).matches("bus.png: school bus 9\\d\\.\\d%\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void worksInACheckoutWithSpacesInItsPath() throws IOException {
    Path checkout = checkout(CLASSPATH);

    Outcome outcome = Launcher.here().through(checkout.resolve("ostrich")).run("--version");

    assertThat(outcome.exits(0).out()).matches(VERSION);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void theBuildForGpusHasAClassPathOfItsOwn() throws IOException {
    assumeTrue(NATIVE_PLATFORM.equals("Linux amd64"));
    Path checkout = checkout("target/classpath-gpu");

    Outcome outcome =
        Launcher.here()
            .through(checkout.resolve("ostrich"))
            .with("OSTRICH_GPU", "1")
            .run("--version");

    assertThat(outcome.exits(0).out()).matches(VERSION);
  }

  /** A copy of what the launcher needs, with the class path under another name. */
  private Path checkout(String classpath) throws IOException {
    Path checkout = folder.resolve("my check out");
    try (Stream<Path> files =
        Stream.of("ostrich", "pom.xml", "src/main", "native", "target/classes")
            .flatMap(LauncherTest::below)) {
      files.forEach(file -> copy(file, checkout.resolve(Launcher.HOME.relativize(file))));
    }
    copy(Launcher.HOME.resolve(CLASSPATH), checkout.resolve(classpath));
    FileTime later = FileTime.fromMillis(System.currentTimeMillis() + 60_000);
    Files.setLastModifiedTime(checkout.resolve(classpath), later);
    return checkout;
  }

  @Test
  void takesJavaFromJavaHome() {
    Outcome outcome =
        Launcher.here()
            .with("JAVA_HOME", System.getProperty("java.home"))
            .with("PATH", withoutJava())
            .run("--version");

    assertThat(outcome.exits(0).out()).matches(VERSION);
  }

  @Test
  void saysThatThereIsNoJava() {
    Launcher launcher = Launcher.here().with("PATH", withoutJava());

    launcher.with("JAVA_HOME", "").run("--version").refuses("no Java found", "JAVA_HOME");
    launcher.with("JAVA_HOME", "/nowhere").run("--version").refuses("no Java found", "JAVA_HOME");
  }

  @ParameterizedTest
  @ValueSource(strings = {"attack", "evaluate", "predict", "inspect"})
  void theExampleOfTheHelpWorksAsWritten(String command) throws IOException {
    Outcome help = Launcher.here().run(command, "--help").exits(0);
    assertThat(help.err()).isEmpty();
    String example = help.out().substring(help.out().indexOf("Example:\n") + 9).strip();
    assertThat(example).startsWith("ostrich " + command);
    String line = "ostrich() { \"$OSTRICH\" \"$@\"; }\n" + example;

    // The models lie in the checkout; what is written goes to another folder.
    Path link = Files.createSymbolicLink(folder.resolve("saved_models"), MODEL.getParent());
    Outcome outcome = Launcher.here().in(folder).shell(line).exits(0);
    Files.delete(link);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains(
            switch (command) {
              case "inspect" -> "14 classes";
              case "evaluate" -> "clean accuracy  100.00%";
              default -> "school bus";
            });
  }

  @Test
  void printsACompletionScriptThatBashUnderstands() {
    Outcome outcome =
        Launcher.here()
            .shell(
                "cd '%s' && \"$OSTRICH\" generate-completion > c && bash -n c && . ./c && complete -p ostrich"
                    .formatted(folder));

    assertThat(outcome.exits(0).out()).contains("-F _complete_ostrich ostrich");
  }

  @Test
  void aReaderThatHasEnoughIsNoError() {
    Outcome outcome =
        Launcher.here()
            .shell("\"$OSTRICH\" inspect '" + MODEL + "' | head -1; echo ${PIPESTATUS[0]}");

    assertThat(outcome.exits(0).out()).isEqualTo(MODEL + "\n0\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void aFullDiskBehindStandardOutputIsSaid() {
    assumeTrue(Files.exists(Path.of("/dev/full")));

    Launcher.here().shell("\"$OSTRICH\" --version > /dev/full").refuses("No space left");
  }

  /** Another program writes to the same file, without appending, before and after. */
  @Test
  void messagesKeepTheirPlaceInASharedFile() throws IOException {
    Path log = folder.resolve("log");
    Launcher.here()
        .shell(
            "exec 2> '%s'; echo first >&2; \"$OSTRICH\" inspect /nowhere; echo last >&2"
                .formatted(log));

    assertThat(log).hasContent("first\nostrich: There is no model at /nowhere.\nlast\n");
  }

  @Test
  void runsWithoutStandardInputAndError() {
    Outcome outcome = Launcher.here().shell("\"$OSTRICH\" --version <&- 2>&-");

    assertThat(outcome.exits(0).out()).matches(VERSION);
  }

  @Test
  void runningOutOfMemoryIsSaidWithTheRemedy() {
    // Less than TensorFlow Java needs to start.
    Launcher.here()
        .with("OSTRICH_JAVA_OPTS", "-Xmx8m")
        .run("predict", "--model", MODEL, "--image", BUS)
        .refuses("out of memory", "-Xmx");
  }

  @Test
  void controlCEndsALongAttackAndLeavesNothing() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    FileTime made = Files.getLastModifiedTime(place);
    Path log = Files.createDirectory(folder.resolve("log"));
    Process process =
        Launcher.here()
            .start(
                log,
                List.of(
                    Launcher.HOME.resolve("ostrich").toString(),
                    "attack",
                    "--model=" + MODEL,
                    "--image=" + BUS,
                    "--steps=1000000",
                    "--out=" + place.resolve("out")));
    try {
      long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (Files.getLastModifiedTime(place).equals(made) && System.nanoTime() < patience) {
        Thread.sleep(50); // Until it proves that it can write there.
      }
      Thread.sleep(1000); // Now it attacks.
      assertThat(process.isAlive()).isTrue();
      boolean interruptible = !ignoresInterrupts(process);
      String signal = interruptible ? "-INT" : "-TERM";
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(interruptible ? 130 : 143);
      assertThat(place).isEmptyDirectory();
      assertThat(log.resolve("err")).isEmptyFile();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A build in the background of a shell ignores Ctrl-C, and so does all that it starts. */
  private static boolean ignoresInterrupts(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0")
            .split("\\s+")[1];
    return (Long.parseUnsignedLong(ignored, 16) & 1L << (INTERRUPT - 1)) != 0;
  }

  @Test
  void aFullDiskIsSaidAndLeavesNoHalfFile() throws IOException {
    // A limit on the size of files stands in for a disk that takes 8 KiB more.
    Path out = folder.resolve("out");
    Outcome outcome =
        Launcher.here()
            .shell(
                "ulimit -f 8; exec \"$OSTRICH\" attack --model '%s' --image '%s' --out '%s'"
                    .formatted(MODEL, BUS, out));

    outcome.refuses("Cannot write " + out.resolve("adversarial.png"), "choose another place");
    assertThat(out).isEmptyDirectory();
  }

  private static Stream<Path> below(String name) {
    try {
      return Files.walk(Launcher.HOME.resolve(name)).filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A path without java, but with what a launcher may well use. */
  private String withoutJava() {
    try {
      Path tools = Files.createDirectories(folder.resolve("tools"));
      for (String tool : List.of("bash", "env", "dirname", "readlink", "find", "sed", "touch")) {
        for (String place : System.getenv("PATH").split(":")) {
          Path real = Path.of(place, tool);
          if (Files.isExecutable(real) && !Files.exists(tools.resolve(tool))) {
            Path script = tools.resolve(tool);
            Files.writeString(script, "#!/bin/sh\nexec " + real + " \"$@\"\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
          }
        }
      }
      return tools.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
