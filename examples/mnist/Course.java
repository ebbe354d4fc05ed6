package mnist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ostrichml.data.LabelledBatch;
import org.tensorflow.ndarray.Shape;
import training.Export;
import training.Training;

/** How the three layers learn digits, and what is written of them. */
final class Course {
  private static final int BATCH = 128;
  private static final double RATE = 1e-3;

  private Course() {}

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
}
