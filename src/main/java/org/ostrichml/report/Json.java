package org.ostrichml.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ostrichml.data.OutputFiles;

/** Results as JSON: each record component is a key of the same name, null where it is no number. */
public final class Json {
  /** JSON has no word for what is not a number or infinite. */
  private static final JsonSerializer<Number> FINITE =
      (value, type, context) ->
          Double.isFinite(value.doubleValue()) ? new JsonPrimitive(value) : JsonNull.INSTANCE;

  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .serializeNulls()
          .disableHtmlEscaping()
          .registerTypeAdapter(Float.class, FINITE)
          .registerTypeAdapter(Double.class, FINITE)
          .create();

  private Json() {}

  /** A record as indented JSON. */
  public static String of(Object result) {
    return GSON.toJson(result);
  }

  /**
   * Writes a record to a file, whole or not at all.
   *
   * @throws org.ostrichml.OstrichException if the file cannot be written
   */
  public static void write(Path file, Object result) {
    OutputFiles.write(file, out -> out.write((of(result) + "\n").getBytes(StandardCharsets.UTF_8)));
  }
}
