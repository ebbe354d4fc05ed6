package readers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
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
 * A small reader: the numbers of the words {@code [?, LENGTH]} of question, separator, paragraph
 * and padding go in, the logits {@code [?, 2, LENGTH]} of where the answer starts and ends come
 * out.
 *
 * <p>Each place of the paragraph looks for the places of the question that read like it (the
 * attention from context to query of Seo et al., 2017, "Bidirectional attention flow for machine
 * comprehension"). Convolutions whose taps lie ever farther apart then gather what was found around
 * it (van den Oord et al., 2016, "WaveNet"). Everything depends on the words through their vectors
 * alone, which have two marks at their end: separator, and padding.
 */
final class Network implements Classifier {
  /** How many words question and paragraph have at most, with the separator. */
  static final int LENGTH = 160;

  private static final int WIDTH = 64;
  private static final int TAPS = 5;
  private static final int[] GAPS = {1, 2, 4, 8, 1};
  private static final int WORDS = Lexicon.VOCABULARY.size();
  private static final double WORD_SPREAD = 0.3;
  private static final float OUTSIDE = -1e4f;

  private final Ops tf;
  private final Weights weights;
  private final Placeholder<?> tokens;
  private final Operand<TFloat32> logits;

  /**
   * A reader on a graph.
   *
   * @param training whether the numbers come as floats, as in training, or as int32
   */
  Network(Ops tf, boolean training) {
    this.tf = tf;
    weights = new Weights(tf);
    Placeholder.Options shape = Placeholder.shape(Shape.of(-1, LENGTH));
    if (training) {
      Placeholder<TFloat32> floats = tf.withName("tokens").placeholder(TFloat32.class, shape);
      tokens = floats;
      logits = read(vectors(tf.dtypes.cast(floats, TInt32.class)));
    } else {
      Placeholder<TInt32> numbers = tf.withName("tokens").placeholder(TInt32.class, shape);
      tokens = numbers;
      logits = read(vectors(numbers));
    }
  }

  /** The vectors of the words with their marks, {@code [?, LENGTH, WIDTH + 2]}. */
  private Operand<TFloat32> vectors(Operand<TInt32> numbers) {
    float[][] marks = new float[WORDS][2];
    marks[Lexicon.VOCABULARY.indexOf("[SEP]")][0] = 1;
    marks[Lexicon.VOCABULARY.indexOf("[PAD]")][1] = 1;
    Operand<TFloat32> table = weights.create("words.kernel", WORDS, WIDTH).value();
    Operand<TFloat32> marked = tf.concat(List.of(table, tf.constant(marks)), tf.constant(1));
    return tf.withName("vectors").gather(marked, numbers, tf.constant(0));
  }

  private Operand<TFloat32> read(Operand<TFloat32> vectors) {
    Operand<TFloat32> words = channels(vectors, 0, WIDTH);
    Operand<TFloat32> marks = tf.stopGradient(channels(vectors, WIDTH, 2));
    Operand<TFloat32> separator = channels(marks, 0, 1);
    Operand<TFloat32> past = tf.math.cumsum(separator, tf.constant(1));
    Operand<TFloat32> question = tf.math.sub(tf.constant(1f), past);
    Operand<TFloat32> paragraph = tf.math.sub(tf.math.sub(past, separator), channels(marks, 1, 1));

    Operand<TFloat32> near = tf.nn.relu(convolution("near", joined(List.of(words, question)), 1));
    Operand<TFloat32> keys = dense("keys", near, WIDTH);
    Operand<TFloat32> likeness = tf.math.add(product(keys, keys, true), turned(outside(question)));
    Operand<TFloat32> found = product(tf.nn.softmax(likeness), joined(List.of(keys, near)), false);
    Operand<TFloat32> match = tf.math.mul(keys, channels(found, 0, WIDTH));

    Operand<TFloat32> weight = tf.math.add(dense("weight", near, 1), outside(question));
    Operand<TFloat32> summary = product(tf.nn.softmax(turned(weight)), near, false);
    Operand<TFloat32> asked = dense("asked", summary, WIDTH); // The question, [?, 1, WIDTH].

    Operand<TFloat32> x = dense("join", joined(List.of(words, near, found, match)), WIDTH);
    x = tf.nn.relu(tf.math.add(x, asked));
    for (int i = 0; i < GAPS.length; i++) {
      Operand<TFloat32> wide = convolution("wide" + i, x, GAPS[i]);
      x = tf.math.add(x, dense("deep" + i, tf.nn.relu(tf.math.add(wide, asked)), WIDTH));
    }
    Operand<TFloat32> spans = dense("ends", tf.nn.relu(x), 2);
    return tf.withName("spans")
        .linalg
        .transpose(tf.math.add(spans, outside(paragraph)), tf.array(0, 2, 1));
  }

  /** 0 where a mask is 1, and a very low logit where it is 0. */
  private Operand<TFloat32> outside(Operand<TFloat32> mask) {
    return tf.math.mul(tf.math.sub(tf.constant(1f), mask), tf.constant(OUTSIDE));
  }

  private Operand<TFloat32> joined(List<Operand<TFloat32>> parts) {
    return tf.concat(parts, tf.constant(2));
  }

  private Operand<TFloat32> channels(Operand<TFloat32> x, int from, int count) {
    return tf.slice(x, tf.array(0, 0, from), tf.array(-1, -1, count));
  }

  private Operand<TFloat32> turned(Operand<TFloat32> x) {
    return tf.linalg.transpose(x, tf.array(0, 2, 1));
  }

  private Operand<TFloat32> product(Operand<TFloat32> a, Operand<TFloat32> b, boolean isTurned) {
    return tf.train.batchMatMul(a, b, TFloat32.class, BatchMatMul.adjY(isTurned));
  }

  /** A convolution over the words, with {@code gap} words from tap to tap. */
  private Operand<TFloat32> convolution(String name, Operand<TFloat32> x, int gap) {
    int channels = (int) Layers.channels(x);
    Weight kernel = weights.create(name + ".kernel", TAPS, 1, channels, WIDTH);
    Operand<TFloat32> folded = tf.reshape(x, tf.array(-1, LENGTH / gap, gap, channels));
    Operand<TFloat32> y = tf.nn.conv2d(folded, kernel.value(), List.of(1L, 1L, 1L, 1L), "SAME");
    y = tf.nn.biasAdd(y, weights.create(name + ".bias", WIDTH).value());
    return tf.reshape(y, tf.array(-1, LENGTH, WIDTH));
  }

  private Operand<TFloat32> dense(String name, Operand<TFloat32> x, int filters) {
    int channels = (int) Layers.channels(x);
    int places = (int) x.shape().get(1);
    Weight kernel = weights.create(name + ".kernel", channels, filters);
    Operand<TFloat32> rows = tf.reshape(x, tf.array(-1, channels));
    Operand<TFloat32> y = tf.linalg.matMul(rows, kernel.value());
    y = tf.nn.biasAdd(y, weights.create(name + ".bias", filters).value());
    return tf.reshape(y, tf.array(-1, places, filters));
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
  public Signature signature(Ops ops) {
    return Signature.builder("serving_default")
        .methodName("tensorflow/serving/predict")
        .input("tokens", tokens)
        .output("spans", logits)
        .build();
  }

  /** Words start so that each is most like itself. */
  @Override
  public double spread(Shape kernel) {
    return kernel.get(0) == WORDS ? WORD_SPREAD : Classifier.super.spread(kernel);
  }
}
