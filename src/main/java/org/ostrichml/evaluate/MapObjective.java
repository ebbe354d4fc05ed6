package org.ostrichml.evaluate;

import java.util.Optional;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.objective.Goal;

/** What is wanted of the map of classes that a model sees in a picture. */
public sealed interface MapObjective {
  /**
   * What is wanted of one map.
   *
   * @param goal what the attack is to reach
   * @param wanted the map that is to come out; null where any other will do
   * @param changing the pixels that are to change
   * @param hidden the class that is to vanish from these, whatever they become; null where they are
   *     to become what the goal says
   */
  record Wanted(Goal goal, ClassMap wanted, int[] changing, Integer hidden) {
    /** The part of the pixels that are to change and are as they should be. */
    public double reached(ClassMap found) {
      long there = IntStream.of(changing).filter(i -> isThere(i, found.classes()[i])).count();
      return (double) there / changing.length;
    }

    private boolean isThere(int pixel, int seen) {
      return hidden == null ? goal.isReached(0, pixel, seen) : seen != hidden;
    }

    /** The pixels that are to stay. */
    public int[] staying() {
      boolean[] changes = new boolean[goal.positions()];
      IntStream.of(changing).forEach(i -> changes[i] = true);
      return IntStream.range(0, changes.length).filter(i -> !changes[i]).toArray();
    }
  }

  /**
   * What is wanted, knowing the map that the model sees in the untouched picture; empty where there
   * is nothing to do.
   *
   * @param share the part of the positions that is enough, more than 0 and at most 1
   * @throws OstrichException if it cannot be had of this map
   */
  Optional<Wanted> of(ClassMap before, float share);

  /** In words, after "wanted:". */
  String words();

  /**
   * Every pixel another class: Xie et al. (2017), "Adversarial examples for semantic segmentation".
   */
  record Untargeted() implements MapObjective {
    @Override
    public Optional<Wanted> of(ClassMap before, float share) {
      int[] labels = before.classes();
      Goal goal = new Goal(false, labels, labels.length, share);
      return Optional.of(new Wanted(goal, null, IntStream.range(0, labels.length).toArray(), null));
    }

    @Override
    public String words() {
      return "another class at every pixel";
    }
  }

  /**
   * A map drawn by hand; where its class does not matter, the map is to stay as it is.
   *
   * @param map what is drawn
   * @param name of the drawing
   */
  record Draw(ClassMap map, String name) implements MapObjective {
    /** Checks that something is drawn. */
    public Draw {
      if (map.pixels(Goal.ANY).length == map.classes().length) {
        throw new OstrichException(
            name + " is white all over: draw in the colours of the classes.");
      }
    }

    @Override
    public Optional<Wanted> of(ClassMap before, float share) {
      map.checkSize(name, before);
      int[] drawn =
          IntStream.range(0, map.classes().length)
              .filter(i -> map.classes()[i] != Goal.ANY)
              .toArray();
      return Optional.of(towards(map.over(before), drawn, null, share));
    }

    @Override
    public String words() {
      return "the map " + name;
    }
  }

  /**
   * The map without a class, the rest as it is: Metzen et al. (2017), "Universal adversarial
   * perturbations against semantic image segmentation".
   *
   * @param label the class
   * @param name of the class
   */
  record Hide(int label, String name) implements MapObjective {
    @Override
    public Optional<Wanted> of(ClassMap before, float share) {
      int[] hidden = before.pixels(label);
      return hidden.length == 0
          ? Optional.empty()
          : Optional.of(towards(before.without(label), hidden, label, share));
    }

    @Override
    public String words() {
      return "no pixel of " + name;
    }
  }

  private static Wanted towards(ClassMap wanted, int[] changing, Integer hidden, float share) {
    int[] labels = wanted.classes();
    return new Wanted(new Goal(true, labels, labels.length, share), wanted, changing, hidden);
  }
}
