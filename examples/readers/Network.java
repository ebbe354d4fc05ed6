package readers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import training.Classifier;
import training.Layers;
import training.Weights;
import training.Weights.Weight;

/**
 * A small reader: {@code tokens [?, length]} of question, separator, paragraph and padding go in,
 * the logits {@code [?, 2, length]} of where the answer starts and ends come out.
 *
 * <p>Each word of the paragraph attends to the words of the question, to find itself there; gated
 * convolutions with growing gaps between their taps (van den Oord et al., 2016, "WaveNet") then
 * gather what was found around it.
 */
final class Network implements Classifier {
  private static final int WIDTH = 64;
  private static final int TAPS = 5;
  private static final float OUTSIDE = -1e4f;

  private final Ops tf;
  private final Weights weights;
  private final int length;
  private final Placeholder<?> tokens;
  private final Operand<TFloat32> logits;

  Network(Ops tf, int length, boolean training) {
    this.tf = tf;
    this.length = length;
    weights = new Weights(tf);
    Shape shape = Shape.of(-1, length);
    Operand<TInt32> ids;
    if (training) {
      Placeholder<TFloat32> floats =
          tf.withName("tokens").placeholder(TFloat32.class, Placeholder.shape(shape));
      tokens = floats;
      ids = tf.dtypes.cast(floats, TInt32.class);
    } else {
      Placeholder<TInt32> ints =
          tf.withName("tokens").placeholder(TInt32.class, Placeholder.shape(shape));
      tokens = ints;
      ids = ints;
    }
    logits = read(words(ids));
  }

  /** The embedded words {@code [?, length, WIDTH + 2]}, and whether each separates or pads. */
  private Operand<TFloat32> words(Operand<TInt32> ids) {
    int count = Lexicon.VOCABULARY.size();
    Operand<TFloat32> table = weights.create("words.kernel", count, WIDTH).value();
    float[][] marks = new float[count][2];
    marks[0][1] = 1;
    marks[1][0] = 1;
    Operand<TFloat32> marked = tf.concat(List.of(table, tf.constant(marks)), tf.constant(1));
    return tf.withName("words").gather(marked, ids, tf.constant(0));
  }

  private Operand<TFloat32> read(Operand<TFloat32> seen) {
    Operand<TFloat32> marks = tf.stopGradient(channels(seen, WIDTH, 2));
    Operand<TFloat32> separator = channels(marks, 0, 1);
    Operand<TFloat32> past = tf.math.cumsum(separator, tf.constant(1));
    Operand<TFloat32> question = tf.math.sub(tf.constant(1f), past);
    Operand<TFloat32> paragraph =
        tf.math.sub(tf.math.sub(past, separator), channels(marks, 1, 1)); // [?, length, 1]
    Operand<TFloat32> words = channels(seen, 0, WIDTH);

    Operand<TFloat32> near = tf.concat(List.of(words, question), tf.constant(2));
    near = tf.nn.relu(convolution("near", near, 5, 1, WIDTH));

    Operand<TFloat32> mask = outside(tf.linalg.transpose(question, tf.constant(new int[] {0, 2, 1})));
    Operand<TFloat32> keys = dense("key", near, WIDTH);
    Operand<TFloat32> match = tf.nn.softmax(tf.math.add(product(keys, keys, true), mask));
    Operand<TFloat32> found = product(match, tf.concat(List.of(keys, near), tf.constant(2)), false);
    Operand<TFloat32> same = tf.math.mul(keys, channels(found, 0, WIDTH));

    // What is asked for, as one vector.
    Operand<TFloat32> weight = tf.math.add(dense("weight", near, 1), outside(question));
    Operand<TFloat32> share =
        tf.nn.softmax(tf.linalg.transpose(weight, tf.constant(new int[] {0, 2, 1})));
    Operand<TFloat32> asked = dense("asked", product(share, near, false), WIDTH); // [?, 1, WIDTH]

    Operand<TFloat32> x =
        dense("join", tf.concat(List.of(words, near, found, same), tf.constant(2)), WIDTH);
    x = tf.nn.relu(tf.math.add(x, asked));
    for (int gap : new int[] {1, 2, 4, 8, 1}) {
      String name = "block" + weights.all().size();
      Operand<TFloat32> y = tf.nn.relu(tf.math.add(convolution(name, x, TAPS, gap, WIDTH), asked));
      x = tf.math.add(x, dense(name + ".out", y, WIDTH));
    }
    Operand<TFloat32> spans = tf.math.add(dense("spans", tf.nn.relu(x), 2), outside(paragraph));
    return tf.linalg.transpose(spans, tf.constant(new int[] {0, 2, 1}));
  }

  /** A large negative number where the mask is 0. */
  private Operand<TFloat32> outside(Operand<TFloat32> mask) {
    return tf.math.mul(tf.math.sub(tf.constant(1f), mask), tf.constant(OUTSIDE));
  }

  private Operand<TFloat32> channels(Operand<TFloat32> x, int from, int count) {
    return tf.slice(
        x, tf.constant(new int[] {0, 0, from}), tf.constant(new int[] {-1, -1, count}));
  }

  private Operand<TFloat32> product(Operand<TFloat32> a, Operand<TFloat32> b, boolean transposed) {
    return tf.train.batchMatMul(a, b, TFloat32.class, BatchMatMul.adjY(transposed));
  }

  /** A convolution over {@code [?, length, channels]} with {@code gap} words from tap to tap. */
  private Operand<TFloat32> convolution(
      String name, Operand<TFloat32> x, int taps, int gap, int filters) {
    int channels = (int) Layers.channels(x);
    Weight kernel = weights.create(name + ".kernel", taps, 1, channels, filters);
    Weight bias = weights.create(name + ".bias", filters);
    Operand<TFloat32> folded =
        tf.reshape(x, tf.constant(new int[] {-1, length / gap, gap, channels}));
    Operand<TFloat32> y =
        tf.nn.biasAdd(
            tf.nn.conv2d(folded, kernel.value(), List.of(1L, 1L, 1L, 1L), "SAME"), bias.value());
    return tf.reshape(y, tf.constant(new int[] {-1, length, filters}));
  }

  private Operand<TFloat32> dense(String name, Operand<TFloat32> x, int filters) {
    int channels = (int) Layers.channels(x);
    Weight kernel = weights.create(name + ".kernel", channels, filters);
    Weight bias = weights.create(name + ".bias", filters);
    Operand<TFloat32> rows = tf.reshape(x, tf.constant(new int[] {-1, channels}));
    Operand<TFloat32> y = tf.math.add(tf.linalg.matMul(rows, kernel.value()), bias.value());
    return tf.reshape(y, tf.constant(new int[] {-1, (int) x.shape().get(1), filters}));
  }

  @Override
  public Placeholder<?> image() {
    return tokens;
  }

  @Override
  public Operand<TFloat32> logits() {
    return logits;
  }

  @Override
  public Weights weights() {
    return weights;
  }

  @Override
  public double spread(Shape kernel) {
    if (kernel.get(0) == Lexicon.VOCABULARY.size()) {
      return 0.3;
    }
    return Classifier.super.spread(kernel);
  }
}
