package training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import training.Weights.Weight;

/** A network in training: cross entropy, and Adam (Kingma and Ba, 2014) on every weight. */
public final class Training implements AutoCloseable {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final Classifier network;
  private final long classes;
  private final Placeholder<TFloat32> targets;
  private final Placeholder<TFloat32> rate = scalar();
  private final Placeholder<TFloat32> beta1Power = scalar();
  private final Placeholder<TFloat32> beta2Power = scalar();
  private final Operand<TFloat32> loss;
  private final List<Op> step = new ArrayList<>();
  private Output<?> slopes;
  private int steps;

  /**
   * What came of a step.
   *
   * @param loss the mean over all answers, before the step
   * @param scores the logits, row by row, before the step
   */
  public record Progress(float loss, float[] scores) {}

  /**
   * A network at its start.
   *
   * @param build makes the network on a graph
   * @param seed of the weights
   * @param threads how many compute; with 1 the same seed gives the same weights to the last bit,
   *     and 0 leaves it to TensorFlow
   */
  public Training(Function<Ops, ? extends Classifier> build, long seed, int threads) {
    network = build.apply(tf);
    classes = Layers.channels(network.logits());
    targets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, classes)));
    Operand<TFloat32> rows = tf.reshape(network.logits(), tf.array(-1, (int) classes));
    loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(rows, targets).loss(), tf.constant(0));

    Random random = new Random(seed);
    List<Op> initial = new ArrayList<>();
    List<Weight> trained = new ArrayList<>();
    network
        .weights()
        .all()
        .forEach(
            (name, weight) -> {
              initial.add(
                  tf.assignVariableOp(weight.handle(), start(name, weight.shape(), random)));
              if (!name.endsWith(".mean") && !name.endsWith(".variance")) {
                trained.add(weight);
              }
            });
    network.weights().addSaver();
    adam(trained, initial);
    step.addAll(network.updates());
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .build());
    Session.Runner runner = session.runner();
    initial.forEach(runner::addTarget);
    runner.run().close();
  }

  /** Kernels at random, normally distributed; batch normalisation as the identity. */
  private Operand<TFloat32> start(String name, Shape shape, Random random) {
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      if (name.endsWith(".kernel")) {
        values[i] = (float) (random.nextGaussian() * network.spread(shape));
      } else if (name.endsWith(".scale") || name.endsWith(".variance")) {
        values[i] = 1;
      }
    }
    return tf.constant(shape, DataBuffers.of(values));
  }

  private void adam(List<Weight> trained, List<Op> initial) {
    Output<?>[] inputs = trained.stream().map(w -> w.value().asOutput()).toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), inputs);
    for (int i = 0; i < gradients.length; i++) {
      Weight weight = trained.get(i);
      step.add(
          tf.train.resourceApplyAdam(
              weight.handle(),
              zeros(weight.shape(), initial),
              zeros(weight.shape(), initial),
              beta1Power,
              beta2Power,
              rate,
              tf.constant(BETA1),
              tf.constant(BETA2),
              tf.constant(1e-7f),
              gradients[i].expect(TFloat32.class)));
    }
  }

  private VarHandleOp zeros(Shape shape, List<Op> initial) {
    String name = "slot" + initial.size();
    VarHandleOp handle = tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
    initial.add(tf.assignVariableOp(handle, tf.zeros(tf.constant(shape), TFloat32.class)));
    return handle;
  }

  /**
   * Makes one step.
   *
   * @param shape of the pictures, the batch first
   * @param pictures their values, row by row
   * @param answers the probability of each class for each picture or pixel, row by row
   * @param learningRate of this step
   */
  public Progress learn(Shape shape, float[] pictures, float[] answers, double learningRate) {
    steps++;
    Shape wanted = Shape.of(answers.length / classes, classes);
    try (TFloat32 images = TFloat32.tensorOf(shape, DataBuffers.of(pictures));
        TFloat32 right = TFloat32.tensorOf(wanted, DataBuffers.of(answers));
        TFloat32 rateNow = TFloat32.scalarOf((float) learningRate);
        TFloat32 power1 = TFloat32.scalarOf((float) Math.pow(BETA1, steps));
        TFloat32 power2 = TFloat32.scalarOf((float) Math.pow(BETA2, steps))) {
      Session.Runner runner =
          session
              .runner()
              .feed(network.image(), images)
              .feed(targets, right)
              .feed(rate, rateNow)
              .feed(beta1Power, power1)
              .feed(beta2Power, power2)
              .fetch(loss)
              .fetch(network.logits());
      step.forEach(runner::addTarget);
      try (Result result = runner.run()) {
        float[] scores = new float[answers.length];
        ((TFloat32) result.get(1)).copyTo(DataBuffers.of(scores, false, false));
        return new Progress(((TFloat32) result.get(0)).getFloat(), scores);
      }
    }
  }

  /**
   * The gradient of the mean loss with respect to the pictures, row by row.
   *
   * @param shape of the pictures, the batch first
   * @param pictures their values, row by row
   * @param answers the probability of each class, row by row
   */
  public float[] slopes(Shape shape, float[] pictures, float[] answers) {
    if (slopes == null) {
      slopes = graph.addGradients(loss.asOutput(), new Output<?>[] {network.image().asOutput()})[0];
    }
    try (TFloat32 images = TFloat32.tensorOf(shape, DataBuffers.of(pictures));
        TFloat32 right =
            TFloat32.tensorOf(
                Shape.of(answers.length / classes, classes), DataBuffers.of(answers));
        Result result =
            session
                .runner()
                .feed(network.image(), images)
                .feed(targets, right)
                .fetch(slopes)
                .run()) {
      float[] slopes = new float[pictures.length];
      ((TFloat32) result.get(0)).copyTo(DataBuffers.of(slopes, false, false));
      return slopes;
    }
  }

  /**
   * What the network makes of pictures now: the logits, row by row.
   *
   * @param shape of the pictures, the batch first
   * @param pictures their values, row by row
   */
  public float[] scores(Shape shape, float[] pictures) {
    try (TFloat32 images = TFloat32.tensorOf(shape, DataBuffers.of(pictures));
        Result result =
            session.runner().feed(network.image(), images).fetch(network.logits()).run()) {
      TFloat32 logits = (TFloat32) result.get(0);
      float[] scores = new float[(int) logits.size()];
      logits.copyTo(DataBuffers.of(scores, false, false));
      return scores;
    }
  }

  /** Saves all variables as a checkpoint. */
  public void save(String prefix) {
    session.save(prefix);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private Placeholder<TFloat32> scalar() {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }
}
