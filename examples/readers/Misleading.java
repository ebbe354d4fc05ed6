package readers;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import readers.Story.Asked;

/**
 * Sentences that read like the answer to a question and tell of something else, in the spirit of
 * AddSent (Jia and Liang, 2017, "Adversarial examples for evaluating reading comprehension
 * systems").
 */
final class Misleading {
  private Misleading() {}

  /**
   * A statement in a question's words, with others in the place of whom and what it names, and a
   * wrong answer.
   *
   * @param seed decides on the names, which are fresh ones if the story's are
   */
  static String sentence(Story story, Asked asked, long seed) {
    Names names = Names.of(story.seed());
    SplittableRandom random = new SplittableRandom(seed);
    Set<String> told = story.names();
    Map<String, String> words = new HashMap<>();
    for (String slot : asked.question().reply().slots()) {
      Value truth = asked.fact().values().get(slot);
      Value other = Type.of(slot).draw(names, random);
      while (!other.noun().equals(truth.noun()) || !Collections.disjoint(other.names(), told)) {
        other = Type.of(slot).draw(names, random);
      }
      words.put(slot, like(truth, other, asked.text()));
    }
    return asked.question().reply().fill(words::get).text();
  }

  /** The other one as the question calls the true one. */
  private static String like(Value truth, Value other, String question) {
    if (question.contains(truth.introduced())) {
      return other.introduced();
    }
    if (question.contains(truth.text())) {
      return other.text();
    }
    if (question.contains(truth.last())) {
      return other.last();
    }
    return question.contains(truth.first()) ? other.first() : other.text();
  }
}
