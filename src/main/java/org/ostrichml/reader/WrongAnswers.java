package org.ostrichml.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes up answers of the same type as the true one: a person for a person, a date for a date, a
 * metal for a metal, and some thing for anything else.
 */
final class WrongAnswers {
  private final Example example;
  private final TrueAnswer truth;
  private final Replacements replacements;

  /**
   * @param example whose first answer is the true one
   * @param truth that answer
   * @param replacements draws what is new
   */
  WrongAnswers(Example example, TrueAnswer truth, Replacements replacements) {
    this.example = example;
    this.truth = truth;
    this.replacements = replacements;
  }

  /** One wrong answer; empty where nothing is left that the paragraph does not hold. */
  Optional<WrongAnswer> draw() {
    String article = article(truth.before(1));
    String nearest = truth.before(article.isEmpty() ? 1 : 2);
    String preposition = Lexicon.is(Lexicon.Part.PREPOSITION, nearest) ? nearest : "";
    if (truth.mentions().isEmpty()) {
      return commonNoun()
          .map(text -> new WrongAnswer(text, articleFor(text, article), preposition, ""));
    }
    String text = replaceMentions();
    String shown = article.equals("the") && takesArticle() ? article : "";
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new WrongAnswer(text, shown, preposition, unit()));
  }

  /** Whether "the" stands before such a name, as it does in "the Holt Bridge". */
  private boolean takesArticle() {
    Mention mention = truth.mentions().get(0);
    boolean alone = mention.text().equals(truth.text());
    return switch (mention.kind()) {
      case PERSON, NAME, COUNTRY -> false;
      case TOWN -> !alone;
      default -> true;
    };
  }

  /** An indefinite article as "a", a definite one as "the", else nothing. */
  private static String article(String word) {
    return switch (word) {
      case "a", "an" -> "a";
      case "the" -> "the";
      default -> "";
    };
  }

  /** The true answer with other names and numbers; of its other words only function words stay. */
  private String replaceMentions() {
    List<String> parts = new ArrayList<>();
    int from = truth.start();
    for (Mention mention : truth.mentions()) {
      addOthers(parts, example.paragraph().substring(from, mention.start()));
      Kind kind = kind(mention);
      Mention like = new Mention(kind, mention.text(), 0, mention.text().length());
      Optional<String> other = replacements.near(like);
      if (other.isEmpty()) {
        return "";
      }
      parts.add(other.get());
      from = mention.end();
    }
    addOthers(parts, example.paragraph().substring(from, truth.start() + truth.text().length()));
    while (!parts.isEmpty() && unfinished(parts.get(parts.size() - 1))) {
      parts.remove(parts.size() - 1);
    }
    return String.join(" ", parts).replaceAll(" (?=[,%])|(?<=[$£€]) ", "");
  }

  private void addOthers(List<String> parts, String text) {
    boolean first = parts.isEmpty();
    boolean dropped = false;
    for (Token token : Tokenizer.tokens(text)) {
      String word = token.text();
      if (Lexicon.isFunctionWord(word) || ",$£€%".contains(word)) {
        parts.add(word);
      } else if (!Lexicon.groupOf(word).isEmpty()) {
        replacements.oneOf(Lexicon.groupOf(word)).ifPresent(parts::add);
      } else {
        dropped |= TrueAnswer.isOwnWord(word);
      }
    }
    if (first && dropped) {
      parts.clear(); // Of "the end of the 10th century" nothing stays before the number.
    }
  }

  private static boolean unfinished(String part) {
    return part.equals(",") || Lexicon.isFunctionWord(part);
  }

  /** What the question asks for counts more than what the name looks like. */
  private Kind kind(Mention mention) {
    Kind kind = mention.kind();
    if (!kind.isName()) {
      return kind;
    }
    return switch (questionWord()) {
      case "who", "whom", "whose" -> kind == Kind.PEOPLE ? kind : Kind.PERSON;
      case "where" -> kind.isPlace() ? kind : Kind.TOWN;
      case "what", "which" -> askedNoun().flatMap(Lexicon::kindBeside).orElse(kind);
      default -> kind;
    };
  }

  private String questionWord() {
    return Mention.words(example.question()).stream()
        .filter(word -> Lexicon.is(Lexicon.Part.QUESTION, word))
        .findFirst()
        .orElse("");
  }

  /** The word behind a number, of which it tells how many. */
  private String unit() {
    boolean number = truth.mentions().get(0).text().equals(truth.text());
    boolean noun = truth.after().matches("\\p{Ll}+") && !Lexicon.isFunctionWord(truth.after());
    return number && noun && truth.mentions().get(0).kind() == Kind.NUMBER ? truth.after() : "";
  }

  /** The noun of "which town" and "what is the capital". */
  private Optional<String> askedNoun() {
    Matcher noun =
        Pattern.compile("(?i)\\b(?:what|which)(?: is| are| was| were|['’]s)?(?: the)? (\\p{Ll}+)")
            .matcher(example.question());
    return noun.find() ? Optional.of(noun.group(1)) : Optional.empty();
  }

  /** Something of the same kind where that is known, else something that the question allows. */
  private Optional<String> commonNoun() {
    List<String> words = Mention.words(truth.text());
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String last = words.get(words.size() - 1);
    List<String> own = words.size() > 3 ? List.of() : Lexicon.groupOf(last);
    List<String> group = own.isEmpty() ? askedNoun().map(Lexicon::group).orElse(List.of()) : own;
    Optional<String> near = group.isEmpty() ? Optional.empty() : replacements.oneOf(group);
    return near.or(() -> replacements.oneOf(Lexicon.group(anything(last))));
  }

  private String anything(String last) {
    return switch (questionWord()) {
      case "how", "why" -> "reason";
      case "where" -> "spot";
      default -> last.endsWith("s") ? "many" : "single";
    };
  }

  private String articleFor(String text, String before) {
    if (Stream.of("reason", "spot", "many").anyMatch(each -> Lexicon.group(each).contains(text))) {
      return "";
    }
    String inside = article(Mention.words(truth.text()).get(0));
    String article = inside.isEmpty() ? before : inside;
    return article.isEmpty() && Lexicon.group("single").contains(text) ? "a" : article;
  }
}
