package mnist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ostrichml.data.LabelledBatch;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.tensorflow.ndarray.Shape;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import training.Export;
import training.Folders;
import training.Training;

/** Trains the network of {@code saved_models/mnist-mlp} and writes it with labels and samples. */
@Command(name = "TrainMnist", mixinStandardHelpOptions = true)
final class TrainMnist implements Runnable {
  private static final int BATCH = 128;
  private static final double RATE = 1e-3;
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
  public void run() {
    Locale.setDefault(Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    try {
      Path parent = Files.createDirectories(out.toAbsolutePath().getParent());
      Path work = Files.createTempDirectory(parent, "training");
      try {
        String checkpoint = work.resolve("checkpoint").toString();
        train(Digits.read(mnist, "train"), epochs, seed, checkpoint);
        Path model = Files.createDirectory(work.resolve("model"));
        write(model, checkpoint);
        double accuracy = accuracy(model);
        System.out.printf("accuracy %.4f on the test digits%n", accuracy);
        if (accuracy < LEAST_ACCURACY) {
          throw new IllegalStateException(
              "too few right answers: %s stays as it was".formatted(out));
        }
        Folders.move(model, out);
        System.out.println("written to " + out);
      } finally {
        Folders.delete(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trains on one thread, so that the same seed gives the same weights. */
  static void train(LabelledBatch digits, int epochs, long seed, String checkpoint) {
    Random random = new Random(seed);
    try (Training training = new Training(MnistInThreeLayers::on, random.nextLong(), 1)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        double loss = 0;
        for (int[] rows : Digits.deal(digits.labels().length, BATCH, random)) {
          LabelledBatch batch = Digits.select(digits, rows);
          Shape shape = Shape.of(rows.length, MnistInThreeLayers.SIZE, MnistInThreeLayers.SIZE, 1);
          float[] answers = Digits.answers(batch.labels());
          loss +=
              rows.length * training.learn(shape, batch.examples().values(), answers, RATE).loss();
        }
        System.out.printf("epoch %d  loss %.4f%n", epoch, loss / digits.labels().length);
      }
      training.save(checkpoint);
    }
  }

  /** Writes the model with labels and samples. */
  static void write(Path folder, String checkpoint) throws IOException {
    Export.write(folder, checkpoint, MnistInThreeLayers::on);
    Files.writeString(
        folder.resolve("labels.txt"),
        IntStream.range(0, MnistInThreeLayers.CLASSES)
            .mapToObj(digit -> digit + "\n")
            .collect(Collectors.joining()));
    Files.writeString(folder.resolve("ostrich.json"), "{\"bounds\": [0, 1]}\n");
    DrawDigits.writeSamples(folder);
  }

  private double accuracy(Path folder) {
    LabelledBatch test = Digits.read(mnist, "test");
    try (TargetModel model = TargetModel.load(folder)) {
      int[] predicted = Prediction.classes(model.predict(test.examples()));
      long right =
          IntStream.range(0, predicted.length)
              .filter(i -> predicted[i] == test.labels()[i])
              .count();
      return (double) right / predicted.length;
    }
  }
}
