package org.ostrichml.reader;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in figures or in a word, and others near to them that are written the same way. */
final class Numbers {
  private static final Pattern FIGURES =
      Pattern.compile("(\\d{1,3}(?:,\\d{3})+|\\d{1,15})(\\.\\d{1,9})?(s|st|nd|rd|th)?");
  private static final Pattern YEAR = Pattern.compile("1\\d{3}|20\\d{2}");
  private static final List<List<String>> WORDS =
      List.of(
          List.of(
              "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty"
                  .split(" ")),
          List.of("forty fifty sixty seventy eighty ninety".split(" ")),
          List.of("second third fourth fifth sixth seventh eighth ninth tenth".split(" ")),
          List.of("thousand million billion trillion".split(" ")),
          List.of("hundreds thousands millions billions".split(" ")));

  private Numbers() {}

  static boolean isYear(String word) {
    return YEAR.matcher(word).matches();
  }

  /** Whether {@code word} is a number, one and first aside, which are seldom meant as numbers. */
  static boolean isNumber(String word) {
    return FIGURES.matcher(word).matches()
        || WORDS.stream().anyMatch(words -> words.contains(word.toLowerCase(Locale.ROOT)));
  }

  /** Another number near {@code number}, at most half as large again or half as small. */
  static String near(String number, SplittableRandom random) {
    Matcher figures = FIGURES.matcher(number);
    if (figures.matches()) {
      return near(figures, random);
    }
    String lower = number.toLowerCase(Locale.ROOT);
    List<String> words =
        WORDS.stream().filter(each -> each.contains(lower)).findFirst().orElseThrow();
    return words.get(random.nextInt(words.size()));
  }

  private static String near(Matcher figures, SplittableRandom random) {
    String whole = figures.group(1);
    String ending = figures.group(3);
    boolean decade = "s".equals(ending);
    long value = Long.parseLong(whole.replace(",", ""));
    long reach = isYear(whole) ? 40 : Math.max(value / 2, 3);
    long other = Math.max(value - reach + random.nextLong(2 * reach + 1), 2);
    long unit = decade ? 10 : isYear(whole) ? 1 : roundness(value);
    other = Math.max(other / unit * unit, unit);
    String written =
        whole.contains(",") || !decade && value < 1000 && other >= 1000
            ? String.format(Locale.ROOT, "%,d", other)
            : String.valueOf(other);
    String fraction =
        figures.group(2) == null ? "" : "." + (1 + random.nextInt(9)); // As 3.5 or 3.8.
    if (ending == null) {
      return written + fraction;
    }
    return written + (decade ? ending : ordinalEnding(other));
  }

  /** The largest power of ten, up to a tenth of {@code value}, that divides it. */
  private static long roundness(long value) {
    long unit = 1;
    while (value > 0 && value % (unit * 10) == 0 && unit * 10 <= value / 10) {
      unit *= 10;
    }
    return unit;
  }

  /** As 1st or 22nd. */
  static String ordinal(long value) {
    return value + ordinalEnding(value);
  }

  private static String ordinalEnding(long value) {
    if (value % 100 / 10 == 1) {
      return "th";
    }
    return switch ((int) (value % 10)) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }
}
