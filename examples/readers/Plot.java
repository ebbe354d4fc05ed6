package readers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import readers.Story.Fact;

/** Draws what a paragraph tells: of two subjects of one type, and at times of a third of any. */
final class Plot {
  private static final List<Type> SUBJECTS =
      List.of(Type.PERSON, Type.PERSON, Type.PLACE, Type.STRUCTURE, Type.FAIR, Type.SHIP);
  private static final int FEWEST = 4;
  private static final int MOST = 7;
  private static final int MOST_OF_ONE = 3;
  private static final double RIVAL = 0.4;
  private static final double ORDERED = 0.95;

  private final Cast cast;
  private final SplittableRandom random;
  private final List<Fact> facts = new ArrayList<>();
  private final Set<Kind> told = new HashSet<>();

  private Plot(Cast cast, SplittableRandom random) {
    this.cast = cast;
    this.random = random;
  }

  /** Some facts: mostly those about one subject together, at times in any order. */
  static List<Fact> draw(Cast cast, SplittableRandom random) {
    return new Plot(cast, random).draw();
  }

  private List<Fact> draw() {
    int sentences = FEWEST + random.nextInt(MOST - FEWEST + 1);
    int subjects = 2 + random.nextInt(2);
    Type type = any(SUBJECTS);
    Type another = any(SUBJECTS);
    for (int i = 0; i < subjects; i++) {
      int count = Math.min(MOST_OF_ONE, (sentences + subjects - 1 - i) / subjects);
      tellOf(i < 2 ? type : another, count);
    }
    if (random.nextDouble() >= ORDERED) {
      shuffle(facts);
    }
    return facts;
  }

  /** Kinds of facts that are told of nobody else, but for a rival now and then. */
  private void tellOf(Type type, int count) {
    Value subject = cast.draw(type);
    List<Kind> kinds = new ArrayList<>(Grammar.about(type));
    shuffle(kinds);
    List<Kind> chosen = new ArrayList<>();
    if (random.nextDouble() < RIVAL) {
      kinds.stream().filter(told::contains).limit(1).forEach(chosen::add);
    }
    kinds.stream()
        .filter(kind -> !told.contains(kind))
        .limit(count - chosen.size())
        .forEach(chosen::add);
    shuffle(chosen);
    chosen.forEach(kind -> facts.add(cast.fact(kind, subject)));
    told.addAll(chosen);
  }

  private void shuffle(List<?> list) {
    Collections.shuffle(list, new Random(random.nextLong()));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
