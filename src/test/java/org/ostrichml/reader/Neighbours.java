package org.ostrichml.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ostrichml.Fixtures;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A reader by hand: the answer is the token whose two neighbours are most like the question. The
 * logit of a token of the paragraph, as start and as end, is {@code q . (e[i-1] + e[i+1])}, where q
 * is the sum of the question's vectors; elsewhere it is -10000.
 *
 * @param length how many tokens it takes
 * @param tokens the vocabulary
 * @param table a vector for each token
 */
public record Neighbours(int length, List<String> tokens, float[][] table) {
  static final int LENGTH = 24;
  static final float OUTSIDE = -1e4f;

  /** A small vocabulary. */
  static final List<String> TOKENS =
      List.of(
          "[PAD]", "[SEP]", "[UNK0]", "[UNK1]", "who", "found", "it", "ann", "bob", "lost", "in",
          "rome", "paris", ".", "?", "then");

  /** A reader of the small vocabulary. */
  Neighbours(float[][] table) {
    this(LENGTH, TOKENS, table);
  }

  /** A reader whose tokens are all at right angles. */
  static Neighbours unitVectors() {
    float[][] table = new float[TOKENS.size()][TOKENS.size()];
    for (int i = 0; i < table.length; i++) {
      table[i][i] = 1;
    }
    return new Neighbours(table);
  }

  /**
   * A reader that believes the last name before "built", asked by "who". Its vectors are numbers;
   * those of unknown words grow with their order.
   */
  public static Neighbours builders() {
    List<String> tokens = new ArrayList<>(List.of("[PAD]", "[SEP]"));
    for (int i = 0; i < 10; i++) {
      tokens.add("[UNK" + i + "]");
    }
    tokens.addAll(
        List.of(
            "who",
            "built",
            "the",
            "bridge",
            "in",
            "1912",
            ".",
            "?",
            "it",
            "is",
            "also",
            "known",
            "that",
            "elsewhere",
            "meanwhile",
            ",",
            "crosses",
            "river",
            "painted",
            "hall"));
    float[][] table = new float[tokens.size()][1];
    for (int i = 0; i < table.length; i++) {
      table[i][0] =
          switch (tokens.get(i)) {
            case "who" -> 20;
            case "built" -> 2;
            default -> tokens.get(i).startsWith("[UNK") ? 0.1f * i : -3;
          };
    }
    return new Neighbours(48, tokens, table);
  }

  /** Writes the reader and its vocabulary, and gives the folder. */
  public Path write(Path folder) {
    Path model =
        Fixtures.savedModel(
            folder,
            TInt32.class,
            Shape.of(-1, length),
            (tf, ids) -> logits(tf, ids, Fixtures.variable(tf, "table", tf.constant(table))));
    try {
      Files.write(model.resolve("vocabulary.txt"), tokens);
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Operand<TFloat32> logits(Ops tf, Operand<TInt32> ids, Operand<TFloat32> weights) {
    Operand<TFloat32> scaled = tf.math.mul(weights, tf.constant(0.5f)); // It is computed, too.
    Operand<TFloat32> vectors = tf.gather(tf.math.add(scaled, scaled), ids, tf.constant(0));
    Operand<TFloat32> separator = is(tf, ids, 1);
    Operand<TInt32> along = tf.constant(1);
    Operand<TFloat32> from = tf.math.cumsum(separator, along);
    Operand<TFloat32> behind = tf.math.cumsum(separator, along, Cumsum.exclusive(true));
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> inside = tf.math.mul(behind, tf.math.sub(one, is(tf, ids, 0)));
    Operand<TFloat32> asked = tf.expandDims(tf.math.sub(one, from), tf.constant(-1));
    Operand<TFloat32> question =
        tf.reduceSum(tf.math.mul(vectors, asked), along, ReduceSum.keepDims(true));
    Operand<TFloat32> around = tf.math.add(shifted(tf, vectors, 0, 1), shifted(tf, vectors, 1, 0));
    Operand<TFloat32> scores = tf.reduceSum(tf.math.mul(around, question), tf.constant(-1));
    Operand<TFloat32> outside = tf.math.mul(tf.math.sub(one, inside), tf.constant(OUTSIDE));
    Operand<TFloat32> masked = tf.math.add(tf.math.mul(scores, inside), outside);
    return tf.stack(List.of(masked, masked), Stack.axis(1L));
  }

  private static Operand<TFloat32> is(Ops tf, Operand<TInt32> tokens, int id) {
    return tf.dtypes.cast(tf.math.equal(tokens, tf.constant(id)), TFloat32.class);
  }

  /** The vectors one place further on or back, zeros moving in. */
  private Operand<TFloat32> shifted(Ops tf, Operand<TFloat32> vectors, int before, int after) {
    Operand<TFloat32> padded =
        tf.pad(
            vectors, tf.constant(new int[][] {{0, 0}, {before, after}, {0, 0}}), tf.constant(0f));
    Operand<TInt32> begin = tf.constant(new int[] {0, after, 0});
    return tf.slice(padded, begin, tf.constant(new int[] {-1, length, -1}));
  }
}
