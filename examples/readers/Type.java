package readers;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What may stand in a slot of a sentence. */
enum Type {
  PERSON,
  PLACE,
  YEAR,
  DATE,
  NUMBER,
  COUNT,
  TITLE,
  PRIZE,
  STAR,
  COMPANY,
  RIVER,
  STRUCTURE,
  FAIR,
  SHIP,
  SUBJECT,
  TRADE,
  THING,
  WARE,
  MATERIAL,
  ANIMAL,
  INSTRUMENT;

  /** The type of a slot: {@code place2} is a place. */
  static Type of(String slot) {
    return valueOf(slot.replaceAll("\\d", "").toUpperCase(Locale.ROOT));
  }

  /**
   * A value that may be anything of this type.
   *
   * @param firstYear of those that it may name
   */
  Value draw(Names names, int firstYear, SplittableRandom random) {
    return switch (this) {
      case PERSON -> person(names, random);
      case PLACE, SHIP -> Value.of(names.draw(2, random));
      case STAR, RIVER -> Value.of(names.draw(1 + random.nextInt(2), random));
      case YEAR -> Value.of(String.valueOf(firstYear + random.nextInt(Lexicon.SPAN)));
      case DATE -> Value.of(date(firstYear, random));
      case NUMBER -> Value.of(any(Lexicon.NUMBERS, random));
      case COUNT -> Value.of(any(Lexicon.COUNTS, random));
      case TITLE -> Value.of(any(Lexicon.QUALITIES, random) + " " + any(Lexicon.MOTIFS, random));
      case PRIZE -> Value.of(names.draw(2, random) + " " + any(Lexicon.PRIZES, random));
      case COMPANY -> Value.of(names.draw(2, random) + " " + any(Lexicon.COMPANIES, random));
      case STRUCTURE -> Value.of(names.draw(2, random) + " " + any(Lexicon.STRUCTURES, random));
      case FAIR -> Value.of(names.draw(2, random) + " " + any(Lexicon.FAIRS, random));
      default -> Value.of(any(Lexicon.words(this), random));
    };
  }

  private static Value person(Names names, SplittableRandom random) {
    String last = names.draw(2 + random.nextInt(2), random);
    return new Value(
        names.draw(2, random) + " " + last,
        last,
        any(Lexicon.CALLINGS, random),
        random.nextBoolean() ? "She" : "He");
  }

  private static String date(int firstYear, SplittableRandom random) {
    int year = firstYear + random.nextInt(Lexicon.SPAN);
    return "%d %s %d".formatted(1 + random.nextInt(28), any(Lexicon.MONTHS, random), year);
  }

  private static String any(List<String> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
