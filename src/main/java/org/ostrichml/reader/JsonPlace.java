package org.ostrichml.reader;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.InputFiles;

/**
 * A value in a JSON file that knows where it stands, so that a refusal names file and place.
 *
 * @param file the file
 * @param name the way to the value, as in {@code data[0].title}; empty for the whole
 * @param value what stands there; null if nothing
 */
record JsonPlace(Path file, String name, JsonElement value) {
  /**
   * Reads a whole file, by the letter of the standard.
   *
   * @throws OstrichException if it cannot be read or is no JSON
   */
  static JsonPlace read(Path file) {
    InputFiles.check(file);
    try (JsonReader reader = new JsonReader(new StringReader(Files.readString(file)))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement whole = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJsonException("Something follows its end");
      }
      return new JsonPlace(file, "", whole);
    } catch (MalformedJsonException | JsonParseException e) {
      Throwable cause = e.getCause() instanceof MalformedJsonException inner ? inner : e;
      throw new OstrichException(
          "%s is no valid JSON: %s. Mend it there."
              .formatted(file, String.valueOf(cause.getMessage()).lines().findFirst().orElse("")),
          e);
    } catch (IOException e) {
      throw new OstrichException(file + " cannot be read: give a JSON file in UTF-8.", e);
    }
  }

  /** The field {@code key} of an object, which must be there. */
  JsonPlace field(String key) {
    JsonPlace field = optional(key);
    if (field.value == null) {
      throw field.refusal("is missing");
    }
    return field;
  }

  /** The field {@code key} of an object, whose value is null where there is none. */
  JsonPlace optional(String key) {
    if (!value.isJsonObject()) {
      throw refusal("must be an object, {..}");
    }
    String place = name.isEmpty() ? key : name + "." + key;
    return new JsonPlace(file, place, value.getAsJsonObject().get(key));
  }

  /** The elements of an array. */
  List<JsonPlace> elements() {
    if (!value.isJsonArray()) {
      throw refusal("must be an array, [..]");
    }
    List<JsonElement> all = value.getAsJsonArray().asList();
    return IntStream.range(0, all.size())
        .mapToObj(i -> new JsonPlace(file, name + "[" + i + "]", all.get(i)))
        .toList();
  }

  /** A string that is not blank. */
  String text() {
    if (!(value instanceof JsonPrimitive primitive)
        || !primitive.isString()
        || primitive.getAsString().isBlank()) {
      throw refusal("must be a text that is not blank");
    }
    return value.getAsString();
  }

  /** A whole number of at least 0. */
  int count() {
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      try {
        int number = new BigDecimal(primitive.getAsString()).intValueExact();
        if (number >= 0) {
          return number;
        }
      } catch (ArithmeticException | NumberFormatException e) {
        // Refused below, as a negative number is.
      }
    }
    throw refusal("must be a whole number of 0 or more");
  }

  /** The flag that stands here; false where nothing does. */
  boolean flag() {
    if (value == null) {
      return false;
    }
    if (!(value instanceof JsonPrimitive primitive) || !primitive.isBoolean()) {
      throw refusal("must be true or false");
    }
    return value.getAsBoolean();
  }

  /** An error about this place; {@code problem} goes on from its name. */
  OstrichException refusal(String problem) {
    return new OstrichException(
        "%s: %s %s.".formatted(file, name.isEmpty() ? "the whole" : name, problem));
  }
}
