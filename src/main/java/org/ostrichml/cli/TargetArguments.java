package org.ostrichml.cli;

import org.ostrichml.attack.GoalChoice;
import org.ostrichml.model.TargetModel;
import picocli.CommandLine.Option;

/** What examples are to be taken for. */
final class TargetArguments {
  private static final String LEAST_LIKELY = "least-likely";
  private static final String RANDOM = "random";

  @Option(
      names = "--target",
      paramLabel = "NAME|INDEX|least-likely|random",
      description =
          "The class to be taken for; least-likely and random (drawn from --seed) differ from example to example (default: any but the present one).")
  private String target;

  /**
   * What is wanted of each example.
   *
   * @param seed of random targets; null is 0
   */
  GoalChoice goals(TargetModel model, Long seed) {
    if (target == null) {
      return GoalChoice.UNTARGETED;
    }
    return switch (target) {
      case LEAST_LIKELY -> GoalChoice.LEAST_LIKELY;
      case RANDOM -> GoalChoice.random(seed == null ? 0 : seed);
      default -> GoalChoice.targeted(model.label(target));
    };
  }

  /** The index of the one class that is the target of all; null where there is none. */
  Integer index(TargetModel model) {
    return target == null || isChosenForEach() ? null : (Integer) model.label(target);
  }

  /** The name of the target, or how it is chosen; null where there is none. */
  String name(TargetModel model) {
    return target == null || isChosenForEach() ? target : model.labels().name(index(model));
  }

  /** Whether each example has a target of its own. */
  boolean isChosenForEach() {
    return LEAST_LIKELY.equals(target) || RANDOM.equals(target);
  }
}
