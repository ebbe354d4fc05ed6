package org.ostrichml.reader;

import java.util.List;

/**
 * What a reader answered before and after something was added to a paragraph.
 *
 * @param example as it was
 * @param before the first answer
 * @param sentence what was added; null if there was nothing to add, or no room
 * @param changes what takes the place of what in the question, as in "Belmora → Tarvik"
 * @param verdict whether it contradicts the true answer, in words
 * @param after the answer with it; the first one where nothing was added
 * @param forward passes of the model that it took, the first answer's not counted
 * @param backward passes, likewise
 */
public record Distraction(
    Example example,
    Reading before,
    String sentence,
    List<String> changes,
    String verdict,
    Reading after,
    int forward,
    int backward) {
  /** Copies the list. */
  public Distraction {
    changes = List.copyOf(changes);
  }

  /** Nothing was added. */
  static Distraction none(Example example, Reading before) {
    return new Distraction(example, before, null, List.of(), "nothing was added", before, 0, 0);
  }

  /** How right the first answer was, 0 to 1. */
  public double f1Before() {
    return Scores.f1(before.text(), example.answers());
  }

  /** How right the answer was at the end, 0 to 1. */
  public double f1After() {
    return Scores.f1(after.text(), example.answers());
  }
}
