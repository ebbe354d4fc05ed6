package org.ostrichml.reader;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Most of the time a statement stands as it is. */
  private static final List<String> FRAMES =
      List.of("", "", "", "elsewhere, ", "meanwhile, ", "it is also known that ");

  private final Example example;
  private final Comparison names;
  private final TrueAnswer truth;
  private final Set<String> taken;
  private final SplittableRandom random;

  private AddSent(Example example, long seed) {
    this.example = example;
    names = Comparison.of(example);
    truth = TrueAnswer.in(example);
    taken = new HashSet<>(Mention.words(example.paragraph()));
    taken.addAll(Mention.words(example.question()));
    example.answers().forEach(answer -> taken.addAll(Mention.words(answer)));
    int key = 31 * example.id().hashCode() + example.question().hashCode();
    random = new SplittableRandom(seed + GOLDEN * key);
  }

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
    AddSent sentences = new AddSent(example, seed);
    Map<String, Candidate> candidates = new LinkedHashMap<>();
    for (int i = 0; i < TRIES * count && candidates.size() < count; i++) {
      sentences.draw().ifPresent(each -> candidates.putIfAbsent(each.sentence(), each));
    }
    return List.copyOf(candidates.values());
  }

  private Optional<Candidate> draw() {
    Replacements replacements = new Replacements(random, taken);
    Optional<AlteredQuestion> altered =
        AlteredQuestion.of(example.question(), names.context(), replacements, random);
    Optional<WrongAnswer> wrong = new WrongAnswers(example, truth, replacements).draw();
    return altered.flatMap(question -> wrong.flatMap(answer -> join(question, answer)));
  }

  private Optional<Candidate> join(AlteredQuestion question, WrongAnswer answer) {
    String frame = FRAMES.get(random.nextInt(FRAMES.size()));
    List<String> sentences =
        Statements.of(question.text(), answer).stream()
            .map(clause -> Statements.sentence(frame + clause))
            .filter(this::harmless)
            .toList();
    String sentence =
        sentences.isEmpty()
            ? Statements.sentence(Statements.anyway(question.text(), answer))
            : sentences.get(random.nextInt(sentences.size()));
    return Optional.of(new Candidate(sentence, in(sentence, answer.text()), question.changes()))
        .filter(candidate -> harmless(candidate.sentence()));
  }

  private boolean harmless(String sentence) {
    return !Contradiction.check(example, names, sentence).found();
  }

  /** The answer as the sentence has it, with a capital if it begins it. */
  private static String in(String sentence, String answer) {
    boolean begins = sentence.regionMatches(true, 0, answer, 0, answer.length());
    return begins ? sentence.substring(0, answer.length()) : answer;
  }
}
