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
 */
final class Neighbours {
  static final int LENGTH = 24;
  static final float OUTSIDE = -1e4f;
  static final List<String> WORDS =
      List.of("who", "found", "it", "ann", "bob", "lost", "in", "rome", "paris", ".", "?", "then");

  private Neighbours() {}

  /** The tokens of the vocabulary, by their numbers. */
  static List<String> tokens() {
    List<String> tokens = new ArrayList<>(List.of("[PAD]", "[SEP]", "[UNK0]", "[UNK1]"));
    tokens.addAll(WORDS);
    return tokens;
  }

  /** Writes the reader and its vocabulary. */
  static Path write(Path folder, float[][] table) {
    Path model =
        Fixtures.savedModel(
            folder,
            TInt32.class,
            Shape.of(-1, LENGTH),
            (tf, tokens) -> logits(tf, tokens, Fixtures.variable(tf, "table", tf.constant(table))));
    try {
      Files.write(model.resolve("vocabulary.txt"), tokens());
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A vector for each token, all at right angles. */
  static float[][] unitVectors() {
    int count = tokens().size();
    float[][] table = new float[count][count];
    for (int i = 0; i < count; i++) {
      table[i][i] = 1;
    }
    return table;
  }

  private static Operand<TFloat32> logits(Ops tf, Operand<TInt32> tokens, Operand<TFloat32> table) {
    Operand<TFloat32> scaled = tf.math.mul(table, tf.constant(0.5f)); // A table that is computed.
    Operand<TFloat32> vectors = tf.gather(tf.math.add(scaled, scaled), tokens, tf.constant(0));
    Operand<TFloat32> separator = is(tf, tokens, 1);
    Operand<TInt32> along = tf.constant(1);
    Operand<TFloat32> from = tf.math.cumsum(separator, along);
    Operand<TFloat32> behind = tf.math.cumsum(separator, along, Cumsum.exclusive(true));
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> inside = tf.math.mul(behind, tf.math.sub(one, is(tf, tokens, 0)));
    Operand<TFloat32> asked = tf.expandDims(tf.math.sub(one, from), tf.constant(-1));
    Operand<TFloat32> question =
        tf.reduceSum(tf.math.mul(vectors, asked), along, ReduceSum.keepDims(true));
    Operand<TFloat32> around = tf.math.add(shifted(tf, vectors, 0, 1), shifted(tf, vectors, 1, 0));
    Operand<TFloat32> scores = tf.reduceSum(tf.math.mul(around, question), tf.constant(-1));
    Operand<TFloat32> masked =
        tf.math.add(
            tf.math.mul(scores, inside),
            tf.math.mul(tf.math.sub(one, inside), tf.constant(OUTSIDE)));
    return tf.stack(List.of(masked, masked), Stack.axis(1L));
  }

  private static Operand<TFloat32> is(Ops tf, Operand<TInt32> tokens, int id) {
    return tf.dtypes.cast(tf.math.equal(tokens, tf.constant(id)), TFloat32.class);
  }

  /** The vectors one place further on or back, zeros moving in. */
  private static Operand<TFloat32> shifted(
      Ops tf, Operand<TFloat32> vectors, int before, int after) {
    Operand<TFloat32> padded =
        tf.pad(
            vectors, tf.constant(new int[][] {{0, 0}, {before, after}, {0, 0}}), tf.constant(0f));
    Operand<TInt32> begin = tf.constant(new int[] {0, after, 0});
    return tf.slice(padded, begin, tf.constant(new int[] {-1, LENGTH, -1}));
  }
}
