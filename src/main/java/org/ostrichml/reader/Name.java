package org.ostrichml.reader;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A run of capitalised words, and what can be told of it.
 *
 * @param words the whole text
 * @param from the first word of the run
 * @param start the first word of the name without the nouns that tell its kind, as "Bridge"
 * @param end behind the last word of the name
 * @param to behind the last word of the run
 */
record Name(Words words, int from, int start, int end, int to) {
  /** The name in a run of capitalised words; empty if it is but a noun. */
  static Optional<Name> of(Words words, int from, int to) {
    if (isNoun(words, from - 1) && !words.capitalised(from - 1)) {
      return Optional.of(new Name(words, from, from, to, to)); // "The novel Silent River".
    }
    int end = to;
    while (end - from > 1 && isNoun(words, end - 1) && !words.get(end - 2).equals("-")) {
      end--;
    }
    int start = from;
    while (end - start > 1 && (isTitle(words, start) || words.get(start).equals("."))) {
      start++;
    }
    return end - start == 1 && isNoun(words, start)
        ? Optional.empty()
        : Optional.of(new Name(words, from, start, end, to));
  }

  /** The name with its kind, {@link Kind#NAME} if that cannot even be guessed. */
  Mention mention(Context context) {
    Kind kind = told().or(() -> context.kind(parts())).or(this::perhaps).orElse(Kind.NAME);
    return words.mention(kind, start, end);
  }

  /** The words of the name in lower case. */
  List<String> parts() {
    return words.mention(Kind.NAME, start, end).words();
  }

  /** What it surely names: its own words or those before it tell. */
  Optional<Kind> told() {
    Stream<Supplier<Optional<Kind>>> hints =
        Stream.of(
            () -> start == from && end == to ? kindBeside(from - 1) : Optional.empty(),
            () -> end < to ? kindBeside(end) : Optional.empty(),
            () -> start > from ? kindBeside(from) : Optional.empty(),
            () -> parts().stream().map(Lexicon::kindOfName).flatMap(Optional::stream).findFirst(),
            this::behindPreposition);
    return hints.map(Supplier::get).flatMap(Optional::stream).findFirst();
  }

  private Optional<Kind> behindPreposition() {
    return switch (before()) {
      case "of" -> kindBeside(from - 2).flatMap(Name::kindOf);
      case "in", "near", "through", "across" -> Optional.of(Kind.TOWN);
      default -> Optional.empty();
    };
  }

  /** What follows "of" behind a noun: the town of, the king of, the book of. */
  private static Optional<Kind> kindOf(Kind noun) {
    return switch (noun) {
      case TOWN, COUNTRY, RIVER -> Optional.of(noun);
      case PERSON, ORGANISATION -> Optional.of(Kind.TOWN);
      default -> Optional.empty();
    };
  }

  private Optional<Kind> perhaps() {
    String first = words.get(start);
    if (first.length() > 1 && first.equals(first.toUpperCase(Locale.ROOT))) {
      return Optional.of(Kind.ORGANISATION);
    }
    int length = words.mention(Kind.NAME, start, end).text().split(" ").length;
    if (length > 3 || Lexicon.is(Lexicon.Part.DETERMINER, words.get(from - 1))) {
      return Optional.of(Kind.THING);
    }
    boolean place = length == 1 && List.of("at", "from", "to").contains(before());
    return place ? Optional.of(Kind.TOWN) : Optional.empty();
  }

  private String before() {
    return words.get(from - 1).toLowerCase(Locale.ROOT);
  }

  private Optional<Kind> kindBeside(int at) {
    return Lexicon.kindBeside(words.get(at));
  }

  private static boolean isTitle(Words words, int at) {
    return isNoun(words, at) && !words.get(at + 1).equals("-");
  }

  private static boolean isNoun(Words words, int at) {
    return Lexicon.kindBeside(words.get(at)).isPresent();
  }
}
