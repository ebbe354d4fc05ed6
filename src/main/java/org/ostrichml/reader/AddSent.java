package org.ostrichml.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes sentences that are like an answer to a question but tell of something else, in the spirit
 * of Jia and Liang (2017), "Adversarial examples for evaluating reading comprehension systems": the
 * question is altered, a wrong answer of the right type is made up, and both are joined to a
 * statement. All of it is done by rules and lists of words; no model is asked.
 */
public final class AddSent {
  private static final int TRIES = 12;

  /** Most of the time a statement stands as it is. */
  private static final List<String> FRAMES =
      List.of("", "", "", "Elsewhere, ", "Meanwhile, ", "It is also known that ");

  private AddSent() {}

  /**
   * Up to {@code count} different sentences for {@code example}, each of which passes {@link
   * Contradiction#check}. The same seed gives the same ones, whatever other examples there are, and
   * a smaller count gives the first of them. There are none if the question names nothing that can
   * be altered: no name, number, part of a date, or adjective with an opposite.
   *
   * @param count at least 1
   * @param seed of all choices
   */
  public static List<Candidate> candidates(Example example, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * key(example));
    Set<String> taken = new HashSet<>(Mention.words(example.paragraph()));
    taken.addAll(Mention.words(example.question()));
    example.answers().forEach(answer -> taken.addAll(Mention.words(answer)));
    List<Candidate> candidates = new ArrayList<>();
    Set<String> sentences = new HashSet<>();
    for (int i = 0; i < TRIES * count && candidates.size() < count; i++) {
      draw(example, random, new Replacements(random, taken))
          .filter(candidate -> sentences.add(candidate.sentence()))
          .ifPresent(candidates::add);
    }
    return candidates;
  }

  private static Optional<Candidate> draw(
      Example example, SplittableRandom random, Replacements replacements) {
    Context context = Context.of(example);
    Optional<AlteredQuestion> altered =
        AlteredQuestion.of(example.question(), context, replacements, random);
    Optional<WrongAnswer> wrong = new WrongAnswers(example, replacements).draw();
    if (altered.isEmpty() || wrong.isEmpty()) {
      return Optional.empty();
    }
    String question = altered.get().text();
    String frame = FRAMES.get(random.nextInt(FRAMES.size()));
    List<String> sentences =
        Statements.of(question, wrong.get()).stream()
            .map(statement -> frame.isEmpty() ? statement : frame + inside(statement, context))
            .filter(sentence -> !Contradiction.check(example, sentence).found())
            .toList();
    String sentence =
        sentences.isEmpty()
            ? Statements.anyway(question, wrong.get())
            : sentences.get(random.nextInt(sentences.size()));
    return Contradiction.check(example, sentence).found()
        ? Optional.empty()
        : Optional.of(
            new Candidate(sentence, in(sentence, wrong.get().text()), altered.get().changes()));
  }

  /** The answer as the sentence has it, with a capital if it begins it. */
  private static String in(String sentence, String answer) {
    boolean begins = sentence.regionMatches(true, 0, answer, 0, answer.length());
    return begins ? sentence.substring(0, answer.length()) : answer;
  }

  /** A sentence as it continues another: its first letter small, unless a name begins it. */
  private static String inside(String sentence, Context context) {
    boolean name =
        Mentions.in(sentence, context).stream()
            .anyMatch(mention -> mention.start() == 0 && mention.kind() != Kind.QUALITY);
    return name
        ? sentence
        : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  private static int key(Example example) {
    return 31 * example.id().hashCode() + example.question().hashCode();
  }
}
