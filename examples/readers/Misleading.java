package readers;

import java.util.HashMap;
import java.util.Map;
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
    Cast cast = new Cast(Names.of(story.seed()), new SplittableRandom(seed));
    Map<String, String> words = new HashMap<>();
    for (String slot : asked.question().reply().slots()) {
      Value truth = asked.fact().values().get(slot);
      Value other = cast.draw(Type.of(slot));
      while (story.text().contains(other.brief())) {
        other = cast.draw(Type.of(slot));
      }
      boolean isIntroduced = truth.isPerson() && asked.text().contains(truth.introduced().substring(4));
      words.put(slot, isIntroduced ? "the " + truth.calling() + " " + other.text() : other.text());
    }
    return asked.question().reply().fill(words::get).text();
  }
}
