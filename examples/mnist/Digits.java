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

/** Reads MNIST whole, and deals it out in batches. */
final class Digits {
  private static final ArrayFormat FORMAT =
      new ArrayFormat(
          new int[] {-1, MnistInThreeLayers.SIZE, MnistInThreeLayers.SIZE, 1},
          new Bounds(0, 1),
          MnistInThreeLayers.CLASSES);

  private Digits() {}

  /**
   * All digits of a split.
   *
   * @param split {@code train} or {@code test}
   */
  static LabelledBatch read(Path folder, String split) {
    Path images =
        IdxData.find(folder, split)
            .orElseThrow(() -> new OstrichException(folder + " holds no idx files of MNIST."));
    try (IdxData data = IdxData.open(images, FORMAT, Integer.MAX_VALUE)) {
      return data.next(data.size()).orElseThrow();
    }
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

  /** Those digits of {@code all}. */
  static LabelledBatch select(LabelledBatch all, int[] rows) {
    Batch examples = all.examples().select(rows);
    return new LabelledBatch(examples, IntStream.of(rows).map(row -> all.labels()[row]).toArray());
  }

  /** The right answers as probabilities, row by row. */
  static float[] answers(int[] labels) {
    float[] answers = new float[labels.length * MnistInThreeLayers.CLASSES];
    for (int i = 0; i < labels.length; i++) {
      answers[i * MnistInThreeLayers.CLASSES + labels[i]] = 1;
    }
    return answers;
  }
}
