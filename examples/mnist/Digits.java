package mnist;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.ArrayFormat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.IdxData;
import org.ostrichml.data.LabelledBatch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;

/** Digits, from MNIST or drawn, and how they are dealt out in batches. */
public final class Digits {
  private static final int SIZE = MnistInThreeLayers.SIZE;
  private static final ArrayFormat FORMAT =
      new ArrayFormat(new int[] {-1, SIZE, SIZE, 1}, Bounds.UNIT, MnistInThreeLayers.CLASSES);

  private Digits() {}

  /**
   * All digits of a split.
   *
   * @param split {@code train} or {@code test}
   */
  public static LabelledBatch read(Path folder, String split) {
    Path images =
        IdxData.find(folder, split)
            .orElseThrow(() -> new OstrichException(folder + " holds no idx files of MNIST."));
    try (IdxData data = IdxData.open(images, FORMAT, Integer.MAX_VALUE)) {
      return data.next(data.size()).orElseThrow();
    }
  }

  /** Digits drawn with the seeds from {@code first} on, all ten in turn. */
  static LabelledBatch drawn(int first, int count) {
    int[] labels = IntStream.range(first, first + count).map(i -> i % 10).toArray();
    List<Batch> pictures =
        IntStream.range(0, count)
            .mapToObj(i -> Picture.of(DrawDigits.draw(labels[i], first + i)))
            .map(picture -> new Batch(picture.values(1, FORMAT.bounds()), 1, SIZE, SIZE, 1))
            .toList();
    return new LabelledBatch(Batch.concat(pictures), labels);
  }

  /** The share of digits that a model reads right. */
  public static double accuracy(TargetModel model, LabelledBatch digits) {
    int[] read = Prediction.classes(model.predict(digits.examples()));
    long right = IntStream.range(0, read.length).filter(i -> read[i] == digits.labels()[i]).count();
    return (double) right / read.length;
  }

  /** The numbers from 0 to {@code size}, shuffled, in batches; the last may be smaller. */
  static List<int[]> deal(int size, int batch, Random random) {
    List<Integer> order = IntStream.range(0, size).boxed().collect(Collectors.toList());
    Collections.shuffle(order, random);
    return IntStream.iterate(0, from -> from < size, from -> from + batch)
        .mapToObj(from -> order.subList(from, Math.min(from + batch, size)))
        .map(part -> part.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  /** The right answers as probabilities, row by row. */
  public static float[] answers(int[] labels) {
    float[] answers = new float[labels.length * MnistInThreeLayers.CLASSES];
    for (int i = 0; i < labels.length; i++) {
      answers[i * MnistInThreeLayers.CLASSES + labels[i]] = 1;
    }
    return answers;
  }
}
