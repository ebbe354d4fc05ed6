package readers;

import java.util.List;

/**
 * A kind of fact.
 *
 * @param name of the kind
 * @param subject the slot of whom or what it tells
 * @param wordings ways to put it, which share few words
 */
record Kind(String name, String subject, List<Wording> wordings) {
  /**
   * One way to put a kind of fact, and to ask for it.
   *
   * @param statements in any of which the fact is told; each has all slots of the kind
   * @param questions in the same words
   */
  record Wording(List<Template> statements, List<Question> questions) {}

  /**
   * A question.
   *
   * @param slot what is asked for
   * @param text with what is given in slots
   * @param reply a statement in the question's words that answers it
   */
  record Question(String slot, Template text, Template reply) {}

  Type subjectType() {
    return Type.of(subject);
  }

  /** All slots. */
  List<String> slots() {
    return wordings.get(0).statements().get(0).slots();
  }
}
