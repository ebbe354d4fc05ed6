package org.ostrichml.reader;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ostrichml.OstrichException;

/**
 * Adds a sequence of words that need not make sense, chosen by search: Jia and Liang (2017),
 * "Adversarial examples for evaluating reading comprehension systems", section 4.2. The search is
 * that of Ebrahimi et al. (2018), "HotFlip: white-box adversarial examples for text
 * classification": the gradient of the loss at the words' vectors says, to first order, what each
 * word in each place would gain; the most promising are tried, and the best is kept.
 *
 * @param words how many are added, at least 1
 * @param rounds how often some are tried at most
 * @param candidates how many are tried in a round, at least 1
 * @param seed of the words to begin with
 */
public record AddAny(int words, int rounds, int candidates, long seed) implements Distractor {
  /** How many words are added where nothing else is said. */
  public static final int WORDS = 8;

  /** How often some are tried at most where nothing else is said. */
  public static final int ROUNDS = 16;

  /** How many are tried in a round where nothing else is said. */
  public static final int CANDIDATES = 48;

  /** Checks the parameters. */
  public AddAny {
    if (words < 1 || rounds < 0 || candidates < 1) {
      throw new OstrichException(
          "AddAny needs at least 1 word and 1 candidate, and no negative number of rounds.");
    }
  }

  /** With {@link #WORDS}, {@link #ROUNDS} and {@link #CANDIDATES}. */
  public AddAny(long seed) {
    this(WORDS, ROUNDS, CANDIDATES, seed);
  }

  @Override
  public List<Distraction> distract(Reader reader, List<Example> examples) {
    List<Reading> before = reader.read(examples);
    List<Distraction> distractions = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      distractions.add(distract(reader, examples.get(i), before.get(i)));
    }
    return distractions;
  }

  private Distraction distract(Reader reader, Example example, Reading before) {
    WordChoice all = WordChoice.of(reader.encode(example), reader.vocabulary());
    String longest = String.join(" ", Collections.nCopies(words, "word"));
    return all.all().isEmpty() || !reader.holds(example.withAdded(longest))
        ? Distraction.none(example, before)
        : new WordSearch(reader, this, example, before, all).run();
  }
}
