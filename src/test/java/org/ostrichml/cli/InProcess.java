package org.ostrichml.cli;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.ostrichml.functional.Outcome;

/** Runs commands in this process: quicker than the launcher where many are to be tried. */
final class InProcess {
  static final Path PICTURES = Path.of("saved_models/pictures");
  static final Path BUS = PICTURES.resolve("samples/school_bus_1.png");

  private InProcess() {}

  static Outcome ostrich(Object... arguments) {
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int code = Main.run(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
      return new Outcome(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(oldOut);
      System.setErr(oldErr);
    }
  }

  /** Attacks the sample school bus with the model that comes with the project. */
  static Outcome attackBus(Object... more) {
    return ostrich(with(more, "attack", "--model", PICTURES, "--image", BUS));
  }

  /** {@code first}, then {@code more}. */
  static Object[] with(Object[] more, Object... first) {
    Object[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  /** The accuracy that the first attack of an evaluation leaves at its first epsilon. */
  static double robustAccuracy(JsonObject evaluation) {
    return evaluation
        .getAsJsonArray("curves")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("points")
        .get(0)
        .getAsJsonObject()
        .getAsJsonObject("robustAccuracy")
        .get("share")
        .getAsDouble();
  }
}
