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

  /** A value that may be anything of this type. */
  Value draw(Names names, SplittableRandom random) {
    return switch (this) {
      case PERSON -> person(names, random);
      case PLACE -> new Value(names.draw(2, random), "town", "It");
      case SHIP -> new Value(names.draw(2, random), "ship", "It");
      case STRUCTURE -> named(any(Lexicon.STRUCTURES, random), names, random);
      case FAIR -> named(any(Lexicon.FAIRS, random), names, random);
      case PRIZE -> named(any(Lexicon.PRIZES, random), names, random);
      case COMPANY -> named(any(Lexicon.COMPANIES, random), names, random);
      case STAR, RIVER -> Value.of(names.draw(1 + random.nextInt(2), random));
      case YEAR -> Value.of(String.valueOf(year(names, random)));
      case DATE -> Value.of(date(names, random));
      case NUMBER -> Value.of(any(Lexicon.NUMBERS, random));
      case COUNT -> Value.of(any(Lexicon.COUNTS, random));
      case TITLE -> Value.of(any(Lexicon.QUALITIES, random) + " " + any(Lexicon.MOTIFS, random));
      default -> Value.of(any(Lexicon.words(this), random));
    };
  }

  private static Value person(Names names, SplittableRandom random) {
    return new Value(
        names.draw(2, random) + " " + names.draw(2 + random.nextInt(2), random),
        any(Lexicon.CALLINGS, random),
        random.nextBoolean() ? "She" : "He");
  }

  private static Value named(String noun, Names names, SplittableRandom random) {
    return new Value(names.draw(2, random) + " " + noun, noun.toLowerCase(Locale.ROOT), "It");
  }

  private static String date(Names names, SplittableRandom random) {
    return "%s %s %d"
        .formatted(any(Lexicon.DAYS, random), any(Lexicon.MONTHS, random), year(names, random));
  }

  private static int year(Names names, SplittableRandom random) {
    return names.firstYear() + random.nextInt(Lexicon.SPAN);
  }

  private static String any(List<String> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
