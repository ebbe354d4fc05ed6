package readers;

import java.util.SplittableRandom;

/**
 * Makes up names, syllable by syllable. There are two sets of them, which share none: that of
 * training, and that of fresh paragraphs.
 *
 * @param fresh whether its names are those of fresh paragraphs
 * @param firstYear of the years that a paragraph names
 */
record Names(boolean fresh, int firstYear) {
  /** The paragraphs of this seed and of those above have fresh names. */
  static final long FIRST_FRESH_SEED = 1_000_000_000L;

  private static final String[] STARTS =
      "b br d dr f fl g gr h j k kl l m n p pr r s sk st t tr v w z".split(" ");
  private static final String[] VOWELS = "a a e e i i o o u u au ei oo".split(" ");
  private static final String[] ENDS = "k l ld m n nd r rn s st t".split(" ");

  /** What the paragraph of a seed may name. */
  static Names of(long seed) {
    int later = new SplittableRandom(seed).nextInt(Lexicon.YEARS - Lexicon.SPAN);
    return new Names(seed >= FIRST_FRESH_SEED, Lexicon.FIRST_YEAR + later);
  }

  /** A name of {@code syllables} syllables, with a capital; never a word that the grammar knows. */
  String draw(int syllables, SplittableRandom random) {
    while (true) {
      StringBuilder name = new StringBuilder();
      for (int i = 0; i < syllables; i++) {
        name.append(any(STARTS, random)).append(any(VOWELS, random));
      }
      if (random.nextInt(3) > 0) {
        name.append(any(ENDS, random));
      }
      boolean isFresh = Math.floorMod(name.toString().hashCode(), 2) == 1;
      if (isFresh == fresh && !Lexicon.knows(name.toString())) {
        return Template.capitalised(name.toString());
      }
    }
  }

  private static String any(String[] choices, SplittableRandom random) {
    return choices[random.nextInt(choices.length)];
  }
}
