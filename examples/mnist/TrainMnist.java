package mnist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ostrichml.model.TargetModel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import training.Folders;

/** Trains the network of {@code saved_models/mnist-mlp} and writes it with labels and samples. */
@Command(name = "TrainMnist", mixinStandardHelpOptions = true)
final class TrainMnist implements Callable<Void> {
  private static final double LEAST_ACCURACY = 0.97;

  @Option(names = "--mnist", required = true, description = "The folder of MNIST's idx files.")
  private Path mnist;

  @Option(names = "--seed", defaultValue = "0", description = "Of weights and order.")
  private long seed;

  @Option(names = "--epochs", defaultValue = "10", description = "How often each digit is seen.")
  private int epochs;

  @Option(names = "--out", defaultValue = "saved_models/mnist-mlp", description = "Where to write.")
  private Path out;

  private TrainMnist() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TrainMnist()).execute(arguments));
  }

  @Override
  public Void call() throws IOException {
    Folders.replace(
        out,
        (model, checkpoint) -> {
          Course.train(Digits.read(mnist, "train"), epochs, seed, checkpoint);
          Course.write(model, checkpoint);
        },
        this::examine);
    return null;
  }

  private void examine(Path folder) {
    try (TargetModel model = TargetModel.load(folder)) {
      double accuracy = Digits.accuracy(model, Digits.read(mnist, "test"));
      System.out.printf("accuracy %.4f on the test digits%n", accuracy);
      if (accuracy < LEAST_ACCURACY) {
        throw new IllegalStateException("Too few right answers; the old model stays.");
      }
    }
  }
}
