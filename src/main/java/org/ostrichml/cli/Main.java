package org.ostrichml.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.ostrichml.bench.Peer;
import org.ostrichml.bench.Work;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.objective.Losses;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command {@code ostrich}. */
@Command(
    name = "ostrich",
    description = "Adversarial attacks on TensorFlow SavedModels.",
    versionProvider = Main.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    subcommands = {
      DemoCommand.class,
      InspectCommand.class,
      PredictCommand.class,
      AttackCommand.class,
      AttackPolicyCommand.class,
      AttackReaderCommand.class,
      EvaluateCommand.class,
      UniversalCommand.class,
      FoolCommand.class,
      PatchCommand.class,
      GradientCommand.class,
      PrepareCommand.class,
      BenchCommand.class,
      FetchCommand.class,
      GenerateCompletion.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 the attack did not succeed (evaluate: too little accuracy is left; --strict: an alarm rang; demo: a claim does not hold; bench: results do not agree), 2 bad usage or input, 3 internal error.",
      "Shell completion for bash and zsh: source <(ostrich generate-completion)"
    })
public final class Main {
  static final int DONE = 0;
  static final int NOT_REACHED = 1;
  static final int BAD_INPUT = 2;
  static final int INTERNAL_ERROR = 3;

  @Option(
      names = "--verbose",
      description = "Say what a model runs on, by which kernels, and where an error comes from.",
      scope = ScopeType.INHERIT)
  private boolean verbose;

  /** Reads the version that the build wrote down. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream file = Main.class.getResourceAsStream("version.properties")) {
        properties.load(file);
      }
      return new String[] {"ostrich " + properties.getProperty("version")};
    }
  }

  private Main() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    ModelArguments.expect(arguments);
    StandardOutput output = new StandardOutput();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    System.setErr(Terminal.standardError());
    int code = run(arguments);
    if (output.failure() != null) {
      System.err.println("ostrich: standard output cannot be written: " + output.failure() + ".");
      code = BAD_INPUT;
    }
    System.exit(code);
  }

  /** Runs the command and returns its exit code. */
  static int run(String... arguments) {
    Main main = new Main();
    CommandLine command = new CommandLine(main);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setOverwrittenOptionsAllowed(false);
    command.registerConverter(Fraction.class, Fraction::parse);
    command.registerConverter(Losses.class, named(Losses.class, "loss"));
    command.registerConverter(Work.class, named(Work.class, "work"));
    command.registerConverter(Peer.class, named(Peer.class, "peer"));
    command.registerConverter(ReaderMethod.class, named(ReaderMethod.class, "method"));
    command.registerConverter(Path.class, Main::path);
    command.setParameterExceptionHandler(
        (exception, ignored) -> {
          System.err.println("ostrich: " + exception.getMessage());
          System.err.println(
              "Try: " + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help");
          return BAD_INPUT;
        });
    command.setExecutionStrategy(main::execute);
    command.setExecutionExceptionHandler((exception, ignored, result) -> main.report(exception));
    try {
      return command.execute(arguments);
    } catch (Error error) { // picocli handles exceptions alone.
      return main.report(error);
    }
  }

  private int execute(ParseResult arguments) {
    int code = new RunLast().execute(arguments);
    if (verbose) {
      System.err.println("ostrich: kernels: " + NativeKernels.description());
    }
    return code;
  }

  /** An empty path would mean the present folder, where it is most likely an unset variable. */
  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("the path is empty");
    }
    return Path.of(text);
  }

  /** Reads a constant by its name in small letters with hyphens. */
  private static <E extends Enum<E>> ITypeConverter<E> named(Class<E> type, String what) {
    return text ->
        Arrays.stream(type.getEnumConstants())
            .filter(
                constant -> typed(constant).equals(text.toLowerCase(Locale.ROOT).replace('_', '-')))
            .findFirst()
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'%s' is no %s: give one of %s".formatted(text, what, names(type))));
  }

  private static String names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Main::typed)
        .collect(Collectors.joining(", "));
  }

  private static String typed(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a command was asked to say more. */
  static boolean isVerbose(CommandSpec command) {
    return ((Main) command.root().userObject()).verbose;
  }

  private int report(Throwable error) {
    if (verbose) {
      error.printStackTrace();
    }
    if (error instanceof OstrichException) {
      System.err.println("ostrich: " + error.getMessage());
      return BAD_INPUT;
    }
    if (error instanceof OutOfMemoryError) {
      System.err.println(
          "ostrich: out of memory: give Java more, as in OSTRICH_JAVA_OPTS=-Xmx8g, or take smaller pictures or a smaller --batch.");
      return BAD_INPUT;
    }
    System.err.println(
        "ostrich: internal error: "
            + error
            + (verbose ? "" : " (--verbose shows where; please report it)"));
    return INTERNAL_ERROR;
  }
}
