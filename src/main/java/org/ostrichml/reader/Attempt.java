package org.ostrichml.reader;

/**
 * What a reader makes of a paragraph with a sentence added. The worst for the reader comes first:
 * that of the lowest F1, and among equals the one in which it finds its first answer least likely.
 *
 * @param sentence what was added
 * @param reading the answer with it
 * @param f1 how right the answer is, 0 to 1
 * @param likelihood of the span that was the answer without the sentence, a logarithm
 */
record Attempt(String sentence, Reading reading, double f1, double likelihood)
    implements Comparable<Attempt> {

  /** What came of adding {@code sentence} to a paragraph that was read as {@code before}. */
  static Attempt of(Example example, Reading before, String sentence, Reading reading) {
    return new Attempt(
        sentence,
        reading,
        Scores.f1(reading.text(), example.answers()),
        reading.likelihood(before.start(), before.end()));
  }

  @Override
  public int compareTo(Attempt other) {
    int byScore = Double.compare(f1, other.f1);
    return byScore != 0 ? byScore : Double.compare(likelihood, other.likelihood);
  }
}
