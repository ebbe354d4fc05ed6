package org.ostrichml.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes up answers of the same type as the true one: a person for a person, a date for a date, a
 * metal for a metal, and some thing for anything else.
 */
final class WrongAnswers {
  private final Example example;
  private final Replacements replacements;
  private final String answer;
  private final int start;
  private final List<Mention> mentions;

  /**
   * @param example whose first answer is the true one
   * @param replacements draws what is new
   */
  WrongAnswers(Example example, Replacements replacements) {
    this.example = example;
    this.replacements = replacements;
    this.answer = example.answers().get(0);
    this.start = firstPlace(example.paragraph(), answer);
    this.mentions =
        Mentions.in(example.paragraph()).stream()
            .filter(each -> each.start() >= start && each.end() <= start + answer.length())
            .filter(each -> each.kind() != Kind.QUALITY)
            .toList();
  }

  /** One wrong answer; empty where nothing is left that the paragraph does not hold. */
  Optional<WrongAnswer> draw() {
    List<String> before = Mention.words(example.paragraph().substring(0, start));
    String determiner = article(last(before, 1));
    String nearest = last(before, determiner.isEmpty() ? 1 : 2);
    String preposition = Lexicon.is(Lexicon.Part.PREPOSITION, nearest) ? nearest : "";
    if (!mentions.isEmpty()) {
      String shown = mentions.get(0).kind() == Kind.THING ? determiner : "";
      return Optional.of(replaceMentions())
          .filter(text -> !text.isEmpty())
          .map(text -> new WrongAnswer(text, shown, preposition, unit()));
    }
    return commonNoun()
        .map(text -> new WrongAnswer(text, articleFor(text, determiner), preposition, ""));
  }

  /** Where {@code answer} stands as words of its own, or else where its letters do. */
  private static int firstPlace(String paragraph, String answer) {
    Matcher words =
        Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(answer) + "(?![\\p{L}\\p{N}])")
            .matcher(paragraph);
    return words.find() ? words.start() : Math.max(paragraph.indexOf(answer), 0);
  }

  private static String last(List<String> words, int back) {
    return words.size() < back ? "" : words.get(words.size() - back);
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
    int from = start;
    for (Mention mention : mentions) {
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
    addOthers(parts, example.paragraph().substring(from, start + answer.length()));
    while (!parts.isEmpty() && unfinished(parts.get(parts.size() - 1))) {
      parts.remove(parts.size() - 1);
    }
    return String.join(" ", parts).replace(" ,", ",").replace("$ ", "$").replace("£ ", "£");
  }

  private void addOthers(List<String> parts, String text) {
    for (Token token : Tokenizer.tokens(text)) {
      String word = token.text();
      if (Lexicon.isFunctionWord(word) || ",$£€%".contains(word)) {
        parts.add(word);
      } else if (!Lexicon.groupOf(word).isEmpty()) {
        replacements.oneOf(Lexicon.groupOf(word)).ifPresent(parts::add);
      }
    }
  }

  private static boolean unfinished(String part) {
    return part.equals(",") || Lexicon.isFunctionWord(part);
  }

  /** What the question asks for counts more than what the name looks like. */
  private Kind kind(Mention mention) {
    if (!mention.kind().isName()) {
      return mention.kind();
    }
    List<String> asked = Mention.words(example.question());
    for (int i = 0; i < asked.size(); i++) {
      switch (asked.get(i)) {
        case "who", "whom", "whose" -> {
          return mention.kind() == Kind.PEOPLE ? Kind.PEOPLE : Kind.PERSON;
        }
        case "where" -> {
          return mention.kind().isPlace() ? mention.kind() : Kind.TOWN;
        }
        case "what", "which" -> {
          return i + 1 < asked.size()
              ? Lexicon.kindBeside(asked.get(i + 1)).orElse(mention.kind())
              : mention.kind();
        }
        default -> {}
      }
    }
    return mention.kind();
  }

  /** The word behind a number, of which it tells how many. */
  private String unit() {
    Mention last = mentions.get(mentions.size() - 1);
    if (last.kind() != Kind.NUMBER || last.end() < start + answer.length()) {
      return "";
    }
    List<Token> after = Tokenizer.tokens(example.paragraph().substring(last.end()));
    boolean noun =
        !after.isEmpty()
            && after.get(0).text().matches("\\p{Ll}+")
            && !Lexicon.isFunctionWord(after.get(0).text());
    return noun ? after.get(0).text() : "";
  }

  private Optional<String> commonNoun() {
    List<String> words = Mention.words(answer);
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String last = words.get(words.size() - 1);
    List<String> group = Lexicon.groupOf(last);
    Optional<String> near = group.isEmpty() ? Optional.empty() : replacements.oneOf(group);
    boolean why = Mention.words(example.question()).contains("why");
    String any = why ? "reason" : last.endsWith("s") ? "many" : "single";
    return near.or(() -> replacements.oneOf(Lexicon.group(any)));
  }

  private String articleFor(String text, String before) {
    if (Lexicon.group("reason").contains(text) || Lexicon.group("many").contains(text)) {
      return "";
    }
    String inside = article(Mention.words(answer).get(0));
    String article = inside.isEmpty() ? before : inside;
    return article.isEmpty() && Lexicon.group("single").contains(text) ? "a" : article;
  }
}
