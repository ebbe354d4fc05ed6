package agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.ostrichml.agent.CartPole;
import org.ostrichml.agent.Catch;
import org.ostrichml.agent.Disturbance;
import org.ostrichml.agent.Environment;
import org.ostrichml.agent.Episodes;
import org.ostrichml.agent.Rollout;
import org.ostrichml.model.TargetModel;
import org.tensorflow.ndarray.Shape;
import training.Arguments;
import training.Export;
import training.Folders;
import training.Training;

/**
 * Trains the agents and writes them to {@code saved_models/cartpole} and {@code
 * saved_models/catch}, or to folders of these names in that of the first argument; a second
 * argument is the name of the only one to train.
 */
final class TrainAgents {
  private static final long EXAM_SEED = 2_000_000_000L;
  private static final int EPISODES = 200;
  private static final double LEAST_SHARE = 0.95;

  private TrainAgents() {}

  public static void main(String[] arguments) throws IOException {
    Arguments asked = Arguments.of(arguments);
    Path target = asked.folder("saved_models");
    if (asked.wants("cartpole")) {
      Shape state = Shape.of(-1, 4);
      train(
          target.resolve("cartpole"),
          new PolicyGradient(CartPole::new, state, 16, 0.99, 3e-3, 200),
          "[-1, 1]",
          CartPole.MOST_STEPS,
          "left",
          "right");
    }
    if (asked.wants("catch")) {
      Shape pictures = Shape.of(-1, Catch.SIDE, Catch.SIDE, 2);
      train(
          target.resolve("catch"),
          new PolicyGradient(Catch::new, pictures, 32, 0.95, 1e-3, 250),
          "[0, 1]",
          Catch.BALLS,
          "left",
          "stay",
          "right");
    }
  }

  private static void train(
      Path place, PolicyGradient course, String bounds, double best, String... actions)
      throws IOException {
    Folders.replace(
        place,
        (model, checkpoint) -> {
          try (Training training =
              new Training(tf -> new Policy(tf, course.observations(), actions.length), 3, 1)) {
            course.teach(training);
            training.save(checkpoint);
          }
          Export.write(
              model, checkpoint, tf -> new Policy(tf, course.observations(), actions.length));
          Files.writeString(model.resolve("labels.txt"), String.join("\n", actions) + "\n");
          Files.writeString(model.resolve("ostrich.json"), "{\"bounds\": %s}%n".formatted(bounds));
        },
        model -> examine(model, course.environments(), best));
  }

  private static void examine(Path folder, Supplier<? extends Environment> worlds, double best) {
    try (TargetModel model = TargetModel.load(folder)) {
      Episodes exam =
          new Rollout(model, worlds::get, Integer.MAX_VALUE)
              .run(EPISODES, EXAM_SEED, Disturbance.NONE, Rollout.Watcher.NONE);
      System.out.printf(
          "mean return %.2f +- %.2f of %.0f in %d fresh episodes%n",
          exam.mean(), exam.halfWidth(), best, EPISODES);
      if (exam.mean() < LEAST_SHARE * best) {
        throw new IllegalStateException("The policy failed its exam; the old one stays.");
      }
    }
  }
}
