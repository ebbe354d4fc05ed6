package org.ostrichml.reader;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a text names: capitalised words that do not merely begin a sentence, numbers, parts of
 * dates, and adjectives and adverbs that have an opposite.
 */
final class Mentions {
  static final List<String> MONTHS =
      Arrays.stream(Month.values())
          .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
          .toList();
  static final List<String> WEEKDAYS =
      Arrays.stream(DayOfWeek.values())
          .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
          .toList();

  private final String text;
  private final List<Token> tokens;
  private final List<Mention> found = new ArrayList<>();

  private Mentions(String text) {
    this.text = text;
    this.tokens = Tokenizer.tokens(text);
  }

  /** What {@code text} names, in its order. */
  static List<Mention> in(String text) {
    return new Mentions(text).all();
  }

  private List<Mention> all() {
    int at = 0;
    while (at < tokens.size()) {
      Optional<Kind> single = single(at);
      int end = single.isPresent() || !startsName(at) ? at + 1 : endOfName(at);
      if (single.isPresent()) {
        add(single.get(), at, end);
      } else if (startsName(at)) {
        addName(at, end);
      }
      at = end;
    }
    return found;
  }

  /** What a token names alone. */
  private Optional<Kind> single(int at) {
    String word = word(at);
    if (Numbers.isYear(word)) {
      return Optional.of(Kind.YEAR);
    }
    if (Numbers.isNumber(word)) {
      return Optional.of(besideMonth(at) ? Kind.DAY : Kind.NUMBER);
    }
    if (MONTHS.contains(word)) {
      return Optional.of(Kind.MONTH);
    }
    if (WEEKDAYS.contains(word)) {
      return Optional.of(Kind.WEEKDAY);
    }
    boolean quality = !capitalised(at) && Lexicon.opposite(word).isPresent();
    return quality ? Optional.of(Kind.QUALITY) : Optional.empty();
  }

  /** Whether a month stands before the token or behind it, as in "May 5th" or "the 5th of May". */
  private boolean besideMonth(int at) {
    int after = at + 1 < tokens.size() && word(at + 1).equals("of") ? at + 2 : at + 1;
    return (at > 0 && MONTHS.contains(word(at - 1)))
        || (after < tokens.size() && MONTHS.contains(word(after)));
  }

  private boolean startsName(int at) {
    if (!capitalised(at) || functionWord(at)) {
      return false;
    }
    boolean first = at == 0 || ".!?".contains(tokens.get(at - 1).text());
    return !first || !Lexicon.common(word(at)) || Lexicon.kindOfName(word(at)).isPresent();
  }

  private int endOfName(int from) {
    int end = from + 1;
    while (end < tokens.size() && !possessive(end - 1)) {
      int next = joined(end) ? end + 1 : end;
      boolean hyphen = next > end && tokens.get(end).text().equals("-");
      if (next == tokens.size() || !(hyphen || goesOn(next))) {
        break;
      }
      end = next + 1;
    }
    return end;
  }

  private boolean goesOn(int at) {
    return capitalised(at)
        && !functionWord(at)
        && single(at).isEmpty()
        && text.substring(tokens.get(at - 1).end(), tokens.get(at).start()).isBlank();
  }

  /** Whether the token is a hyphen inside of a name, or the point behind an initial. */
  private boolean joined(int at) {
    Token token = tokens.get(at);
    boolean touches = tokens.get(at - 1).end() == token.start();
    if (token.text().equals("-")) {
      return touches && at + 1 < tokens.size() && token.end() == tokens.get(at + 1).start();
    }
    return touches && token.text().equals(".") && word(at - 1).length() <= 2;
  }

  /** Adds a name without the nouns at its ends that tell its kind, as in "Holt Bridge". */
  private void addName(int from, int to) {
    int start = from;
    int end = to;
    while (end - start > 1 && Lexicon.kindBeside(word(end - 1)).isPresent()) {
      end--;
    }
    while (end - start > 1 && Lexicon.kindBeside(word(start)).isPresent()) {
      start++;
    }
    if (Lexicon.kindBeside(word(start)).isEmpty()) {
      while (tokens.get(start).text().equals(".")) {
        start++; // Of a title, as in "St. Holt".
      }
      add(kind(from, start, end, to), start, end);
    }
  }

  private Kind kind(int from, int start, int end, int to) {
    Stream<Optional<Kind>> hints =
        Stream.of(
            end < to ? Lexicon.kindBeside(word(end)) : Optional.empty(),
            start > from ? Lexicon.kindBeside(word(from)) : Optional.empty(),
            known(start, end),
            before(from, end - start));
    return hints.flatMap(Optional::stream).findFirst().orElseGet(() -> guess(start, end));
  }

  private Optional<Kind> known(int start, int end) {
    return Stream.iterate(start, i -> i < end, i -> i + 1)
        .map(i -> Lexicon.kindOfName(word(i)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What the words before a name of {@code length} words tell of it. */
  private Optional<Kind> before(int from, int length) {
    if (from == 0) {
      return Optional.empty();
    }
    String last = word(from - 1).toLowerCase(Locale.ROOT);
    if (last.equals("of") && from > 1) {
      Optional<Kind> kind = Lexicon.kindBeside(word(from - 2));
      return kind.or(() -> length == 1 ? Optional.of(Kind.TOWN) : Optional.empty());
    }
    return switch (last) {
      case "in", "at", "from", "to", "near", "through", "across" -> Optional.of(Kind.TOWN);
      case "by", "with", "under" -> Optional.of(Kind.PERSON);
      default -> Lexicon.kindBeside(last);
    };
  }

  private Kind guess(int start, int end) {
    String first = word(start);
    if (first.length() > 1 && first.equals(first.toUpperCase(Locale.ROOT))) {
      return Kind.ORGANISATION;
    }
    boolean article = start > 0 && Lexicon.is(Lexicon.Part.DETERMINER, word(start - 1));
    return article || end - start > 3 ? Kind.THING : Kind.PERSON;
  }

  private void add(Kind kind, int from, int to) {
    int start = tokens.get(from).start();
    int end = tokens.get(to - 1).start() + word(to - 1).length();
    found.add(new Mention(kind, text.substring(start, end), start, end));
  }

  private String word(int at) {
    return Mention.bare(tokens.get(at).text());
  }

  private boolean possessive(int at) {
    return !word(at).equals(tokens.get(at).text());
  }

  private boolean capitalised(int at) {
    return Character.isUpperCase(tokens.get(at).text().codePointAt(0));
  }

  private boolean functionWord(int at) {
    return Lexicon.isFunctionWord(word(at));
  }
}
