package org.ostrichml.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ostrichml.objective.Goal;
import org.ostrichml.reader.WordChoice.Word;

/** The search of {@link AddAny} for one example. */
final class WordSearch {
  private final Reader reader;
  private final SpanGradient gradient;
  private final AddAny attack;
  private final Example example;
  private final Reading before;
  private final WordChoice words;
  private List<Word> sequence;
  private Attempt attempt;
  private int forward;
  private int backward;

  /**
   * One word of the sequence replaced.
   *
   * @param gain by how much the loss should grow, to first order
   */
  private record Flip(int place, Word word, double gain) {}

  WordSearch(Reader reader, AddAny attack, Example example, Reading before, WordChoice words) {
    this.reader = reader;
    this.gradient = SpanGradient.of(reader);
    this.attack = attack;
    this.example = example;
    this.before = before;
    this.words = words;
  }

  Distraction run() {
    SplittableRandom random = new SplittableRandom(attack.seed() ^ example.id().hashCode());
    sequence = words.draw(attack.words(), random);
    attempt = read(List.of(sequence)).get(0);
    List<Flip> untried = List.of();
    boolean moved = true;
    for (int round = 0; round < attack.rounds() && attempt.f1() > 0; round++) {
      untried = moved ? flips() : untried;
      int some = Math.min(attack.candidates(), untried.size());
      moved = keepBest(untried.subList(0, some));
      untried = untried.subList(some, untried.size());
    }
    return new Distraction(
        example,
        before,
        attempt.sentence(),
        List.of(),
        "states nothing",
        attempt.reading(),
        forward,
        backward);
  }

  /** All that one flip can make of the sequence, the most promising first. */
  private List<Flip> flips() {
    Encoded now = reader.encode(example.withAdded(text(sequence)));
    Goal goal = new Goal(false, new int[] {before.start(), before.end()}, 2, 1);
    float[] slope = gradient.at(now, goal);
    forward++;
    backward++;
    Embedding embedding = reader.embedding();
    int first = now.first() + now.tokens().size() - sequence.size();
    List<Flip> flips = new ArrayList<>();
    for (int place = 0; place < sequence.size(); place++) {
      for (Word word : words.all()) {
        int offset = (first + place) * embedding.width();
        double gain = embedding.gain(slope, offset, now.ids()[first + place], word.id());
        flips.add(new Flip(place, word, goal.sign() * gain));
      }
    }
    flips.removeIf(flip -> flip.word.equals(sequence.get(flip.place)));
    flips.sort(Comparator.comparingDouble(Flip::gain).reversed());
    return flips;
  }

  /** Tries some flips, and keeps the best if that is worse for the reader than the sequence is. */
  private boolean keepBest(List<Flip> flips) {
    List<List<Word>> sequences = flips.stream().map(this::flipped).toList();
    List<Attempt> attempts = read(sequences);
    boolean moved = false;
    for (int i = 0; i < attempts.size(); i++) {
      if (attempts.get(i).compareTo(attempt) < 0) {
        attempt = attempts.get(i);
        sequence = sequences.get(i);
        moved = true;
      }
    }
    return moved;
  }

  private List<Word> flipped(Flip flip) {
    List<Word> flipped = new ArrayList<>(sequence);
    flipped.set(flip.place, flip.word);
    return flipped;
  }

  private List<Attempt> read(List<List<Word>> sequences) {
    List<String> sentences = sequences.stream().map(WordSearch::text).toList();
    List<Reading> readings = reader.read(sentences.stream().map(example::withAdded).toList());
    forward += sentences.size();
    return IntStream.range(0, sentences.size())
        .mapToObj(i -> Attempt.of(example, before, sentences.get(i), readings.get(i)))
        .toList();
  }

  private static String text(List<Word> sequence) {
    return sequence.stream().map(Word::text).collect(Collectors.joining(" "));
  }
}
