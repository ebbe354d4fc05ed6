package readers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ostrichml.reader.Token;
import org.ostrichml.reader.Tokenizer;

/** The words that the grammar draws from, names aside. */
final class Lexicon {
  static final int FIRST_YEAR = 1700;
  static final int YEARS = 300;
  static final int SPAN = 60;
  static final int UNKNOWNS = 64;

  static final List<String> NUMBERS =
      Stream.concat(
              IntStream.range(5, 100).mapToObj(i -> String.valueOf(10 * i)),
              IntStream.range(10, 100).mapToObj(i -> "%d,%d00".formatted(i / 10, i % 10)))
          .toList();
  static final List<String> COUNTS = IntStream.range(2, 50).mapToObj(String::valueOf).toList();
  static final List<String> DAYS = IntStream.range(1, 29).mapToObj(String::valueOf).toList();
  static final List<String> MONTHS =
      split(
          "January February March April May June July August September October November December");
  static final List<String> CALLINGS =
      split(
          "poet painter engineer lawyer doctor judge singer sculptor priest general banker teacher"
              + " actor chemist botanist historian composer explorer printer colonel");
  static final List<String> QUALITIES =
      split(
          "Silent Golden Broken Distant Hidden Burning Frozen Crooked Empty Scarlet Bitter Early");
  static final List<String> MOTIFS =
      split("Harbour Garden Mirror Forest Lantern Winter Orchard Shadow Island Letter Crown Storm");
  static final List<String> PRIZES = split("Medal Prize Award Cup");
  static final List<String> COMPANIES = split("Works Bank Press Brewery Foundry Company");
  static final List<String> STRUCTURES = split("Bridge Tower Theatre Hall Library Museum");
  static final List<String> FAIRS = split("Fair Festival Carnival Regatta Parade");

  private static final Map<Type, List<String>> WORDS =
      Map.of(
          Type.SUBJECT,
          split(
              "law music botany physics logic grammar medicine geometry history optics chemistry"),
          Type.TRADE,
          split("baker miller tailor clerk gardener cook fisherman carpenter weaver porter barber"),
          Type.THING,
          split("coins beetles maps stamps shells clocks butterflies masks fossils dolls buttons"),
          Type.WARE,
          split("salt wool copper timber honey cheese pepper leather wine tobacco linen"),
          Type.MATERIAL,
          split("granite marble brick oak iron limestone slate concrete sandstone cedar steel"),
          Type.ANIMAL,
          split("horse goat cow sheep pig goose duck bull ram rooster turkey"),
          Type.INSTRUMENT,
          split("violin flute harp trumpet cello drum guitar fiddle lute horn piano"));

  private static final List<String> PRONOUNS = split("She He It");

  /** The lines of a reader's vocabulary. */
  static final List<String> VOCABULARY = vocabulary();

  private static final Set<String> KNOWN = new HashSet<>(VOCABULARY);

  private Lexicon() {}

  /** The words of a type that has a list of its own. */
  static List<String> words(Type type) {
    return WORDS.get(type);
  }

  /** Whether a reader's vocabulary holds a word in lower case. */
  static boolean knows(String word) {
    return KNOWN.contains(word);
  }

  private static List<String> vocabulary() {
    List<String> lines = new ArrayList<>(List.of("[PAD]", "[SEP]"));
    IntStream.range(0, UNKNOWNS).forEach(i -> lines.add("[UNK" + i + "]"));
    lines.addAll(tokens());
    return lines;
  }

  private static Set<String> tokens() {
    Set<String> tokens = new TreeSet<>();
    Stream.of(
            NUMBERS,
            COUNTS,
            DAYS,
            MONTHS,
            CALLINGS,
            QUALITIES,
            MOTIFS,
            PRIZES,
            COMPANIES,
            STRUCTURES,
            FAIRS,
            PRONOUNS,
            Grammar.literals(),
            IntStream.range(FIRST_YEAR, FIRST_YEAR + YEARS).mapToObj(String::valueOf).toList())
        .flatMap(List::stream)
        .forEach(text -> add(text, tokens));
    WORDS.values().stream().flatMap(List::stream).forEach(text -> add(text, tokens));
    return tokens;
  }

  private static void add(String text, Set<String> tokens) {
    Tokenizer.tokens(text).stream()
        .map(Token::text)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .forEach(tokens::add);
  }

  private static List<String> split(String words) {
    return List.of(words.split(" "));
  }
}
