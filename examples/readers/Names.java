package readers;

import java.util.SplittableRandom;

/**
 * Makes up names, syllable by syllable. There are two sets of them, which share none: that of
 * training, and that of fresh paragraphs.
 */
record Names(boolean fresh) {
  /** The paragraphs of this seed and of those above have fresh names. */
  static final long FIRST_FRESH_SEED = 1_000_000_000L;

  private static final String[] STARTS =
      "b br d dr f fl g gr h j k kl l m n p pr r s sk st t tr v w z".split(" ");
  private static final String[] VOWELS = "a a e e i i o o u u au ei oo".split(" ");
  private static final String[] ENDS = "k l ld m n nd r rn s st t".split(" ");

  /** The names for the paragraph of a seed. */
  static Names of(long seed) {
    return new Names(seed >= FIRST_FRESH_SEED);
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
