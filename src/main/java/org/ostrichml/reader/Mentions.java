package org.ostrichml.reader;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  private final Words words;
  private final Context context;
  private final List<Mention> found = new ArrayList<>();
  private final List<Name> names = new ArrayList<>();

  private Mentions(Words words, Context context) {
    this.words = words;
    this.context = context;
  }

  /** What {@code text} names, in its order. */
  static List<Mention> in(String text, Context context) {
    return new Mentions(Words.of(text), context).all();
  }

  /** The names in {@code text} by themselves. */
  static List<Name> names(String text) {
    Mentions mentions = new Mentions(Words.of(text), Context.NOTHING);
    mentions.all();
    return mentions.names;
  }

  private List<Mention> all() {
    int at = 0;
    while (at < words.size()) {
      Optional<Kind> single = single(at);
      if (single.isPresent()) {
        found.add(words.mention(single.get(), at, at + 1));
      } else if (startsName(at)) {
        int end = endOfName(at);
        Name.of(words, at, end).ifPresent(this::add);
        at = end - 1;
      }
      at++;
    }
    return found;
  }

  private void add(Name name) {
    names.add(name);
    found.add(name.mention(context));
  }

  /** What a token names alone. */
  private Optional<Kind> single(int at) {
    String word = words.get(at);
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
    boolean last = !words.get(at + 1).matches("(?U)\\w.*"); // "How long did the siege last?"
    boolean quality = !last && !words.capitalised(at) && Lexicon.opposite(word).isPresent();
    return quality ? Optional.of(Kind.QUALITY) : Optional.empty();
  }

  /** Whether a month stands before the token or behind it, as in "May 5th" or "the 5th of May". */
  private boolean besideMonth(int at) {
    int after = words.get(at + 1).equals("of") ? at + 2 : at + 1;
    return MONTHS.contains(words.get(at - 1)) || MONTHS.contains(words.get(after));
  }

  private boolean startsName(int at) {
    String word = words.get(at);
    if (!words.capitalised(at) || Lexicon.isFunctionWord(word)) {
      return false;
    }
    boolean first = at == 0 || ".!?".contains(words.get(at - 1));
    return !first || Lexicon.kindOfName(word).isPresent() || !common(word);
  }

  private boolean common(String word) {
    return Lexicon.common(word) || context.small().contains(word.toLowerCase(Locale.ROOT));
  }

  private int endOfName(int from) {
    int end = from + 1;
    while (end < words.size() && !words.possessive(end - 1)) {
      int next = joins(end) ? end + 1 : end;
      boolean hyphen = next > end && words.get(end).equals("-");
      if (next == words.size() || !(hyphen || goesOn(next))) {
        break;
      }
      end = next + 1;
    }
    return end;
  }

  private boolean goesOn(int at) {
    return words.capitalised(at) && !Lexicon.isFunctionWord(words.get(at)) && single(at).isEmpty();
  }

  /** Whether the token is a hyphen inside of a name, or the point behind an initial. */
  private boolean joins(int at) {
    boolean point = words.get(at).equals(".") && words.get(at - 1).length() <= 2;
    return words.touches(at) && (point || words.get(at).equals("-") && words.touches(at + 1));
  }
}
