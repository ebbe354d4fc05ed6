package mnist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ostrichml.data.Batch;
import org.ostrichml.data.LabelledBatch;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import training.Classifier;
import training.Export;
import training.Training;

/**
 * How a network learns digits, and what is written of it.
 *
 * @param network the network
 * @param epochs how often each digit is seen
 * @param seed of the weights and the order
 * @param adversary what is done to the digits before they are learnt
 */
public record Course(
    Function<Ops, ? extends Classifier> network, int epochs, long seed, Adversary adversary) {
  private static final int BATCH = 128;
  private static final double RATE = 1e-3;

  /** Changes pictures before they are learnt. */
  @FunctionalInterface
  public interface Adversary {
    /** Changes nothing. */
    Adversary NONE = (training, shape, pictures, answers, random) -> pictures;

    /**
     * The pictures to learn instead.
     *
     * @param training the network as it is now
     * @param shape of the pictures, the batch first
     * @param pictures their values, row by row
     * @param answers the right probabilities, row by row
     */
    float[] instead(
        Training training, Shape shape, float[] pictures, float[] answers, Random random);
  }

  /** Trains the plain network. */
  static void train(LabelledBatch digits, int epochs, long seed, String checkpoint) {
    new Course(MnistInThreeLayers::on, epochs, seed, Adversary.NONE)
        .teach(digits.examples(), Digits.answers(digits.labels()), checkpoint);
  }

  /**
   * Trains on one thread, so that the same seed gives the same weights.
   *
   * @param answers the probabilities that are taught, row by row
   */
  public void teach(Batch digits, float[] answers, String checkpoint) {
    Random random = new Random(seed);
    int classes = MnistInThreeLayers.CLASSES;
    try (Training training = new Training(network, random.nextLong(), 1)) {
      for (int epoch = 1; epoch <= epochs; epoch++) {
        double loss = 0;
        for (int[] rows : Digits.deal(digits.size(), BATCH, random)) {
          Shape shape = Shape.of(rows.length, MnistInThreeLayers.SIZE, MnistInThreeLayers.SIZE, 1);
          float[] right = new float[rows.length * classes];
          for (int i = 0; i < rows.length; i++) {
            System.arraycopy(answers, rows[i] * classes, right, i * classes, classes);
          }
          float[] pictures = digits.select(rows).values();
          float[] learnt = adversary.instead(training, shape, pictures, right, random);
          loss += rows.length * training.learn(shape, learnt, right, RATE).loss();
        }
        System.out.printf("epoch %d  loss %.4f%n", epoch, loss / digits.size());
      }
      training.save(checkpoint);
    }
  }

  /** Writes the plain network with labels and samples. */
  static void write(Path folder, String checkpoint) throws IOException {
    write(folder, checkpoint, MnistInThreeLayers::on);
    DrawDigits.writeSamples(folder);
  }

  /** Writes a network whose weights are in the checkpoint, with labels and bounds. */
  public static void write(
      Path folder, String checkpoint, Function<Ops, ? extends Classifier> network)
      throws IOException {
    Export.write(folder, checkpoint, network);
    Files.writeString(
        folder.resolve("labels.txt"),
        IntStream.range(0, MnistInThreeLayers.CLASSES)
            .mapToObj(digit -> digit + "\n")
            .collect(Collectors.joining()));
    Files.writeString(folder.resolve("ostrich.json"), "{\"bounds\": [0, 1]}\n");
  }
}
