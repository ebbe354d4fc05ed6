package org.ostrichml.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.ostrichml.OstrichException;

/**
 * Adds one of the sentences that {@link AddSent} makes for a question, that which misleads the
 * reader most; with a single candidate that is AddOneSent, which asks no model.
 *
 * @param candidates how many sentences are tried for a question, at least 1
 * @param seed of the sentences
 */
public record WorstSentence(int candidates, long seed) implements Distractor {
  /** Checks the parameters. */
  public WorstSentence {
    if (candidates < 1) {
      throw new OstrichException("AddSent needs at least 1 candidate.");
    }
  }

  @Override
  public List<Distraction> distract(Reader reader, List<Example> examples) {
    List<List<Candidate>> offered =
        examples.stream().map(example -> offered(reader, example)).toList();
    List<Example> altered = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      for (Candidate candidate : offered.get(i)) {
        altered.add(examples.get(i).withAdded(candidate.sentence()));
      }
    }
    List<Reading> before = reader.read(examples);
    Iterator<Reading> after = reader.read(altered).iterator();
    List<Distraction> distractions = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      distractions.add(worst(examples.get(i), before.get(i), offered.get(i), after));
    }
    return distractions;
  }

  /** The sentences for which there is room. */
  private List<Candidate> offered(Reader reader, Example example) {
    return AddSent.candidates(example, candidates, seed).stream()
        .filter(candidate -> reader.holds(example.withAdded(candidate.sentence())))
        .toList();
  }

  private static Distraction worst(
      Example example, Reading before, List<Candidate> offered, Iterator<Reading> after) {
    List<Attempt> attempts =
        offered.stream()
            .map(each -> Attempt.of(example, before, each.sentence(), after.next()))
            .toList();
    return attempts.stream()
        .min(Comparator.naturalOrder())
        .map(
            worst ->
                new Distraction(
                    example,
                    before,
                    worst.sentence(),
                    offered.get(attempts.indexOf(worst)).changes(),
                    verdict(Contradiction.check(example, worst.sentence())),
                    worst.reading(),
                    offered.size(),
                    0))
        .orElseGet(() -> Distraction.none(example, before));
  }

  private static String verdict(Contradiction found) {
    return (found.found() ? "may contradict: it " : "does not contradict: it ") + found.reason();
  }
}
