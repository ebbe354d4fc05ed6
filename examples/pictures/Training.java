package pictures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import pictures.Weights.Weight;

/** A network in training: cross entropy, and Adam (Kingma and Ba, 2014) on every kernel. */
final class Training implements AutoCloseable {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final Inception network;
  private final Placeholder<TFloat32> targets;
  private final Placeholder<TFloat32> rate = scalar();
  private final Placeholder<TFloat32> beta1Power = scalar();
  private final Placeholder<TFloat32> beta2Power = scalar();
  private final Operand<TFloat32> loss;
  private final List<Op> step = new ArrayList<>();
  private int steps;

  /** What a step cost, and the share of its drawings that the network knew. */
  record Progress(float loss, double accuracy) {}

  Training(int classes, long seed) {
    network = new Inception(tf, classes, true);
    targets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, classes)));
    loss =
        tf.math.mean(
            tf.nn.softmaxCrossEntropyWithLogits(network.logits(), targets).loss(), tf.constant(0));

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
    session = new Session(graph);
    Session.Runner runner = session.runner();
    initial.forEach(runner::addTarget);
    runner.run().close();
  }

  /** Kernels as He et al. (2015) start them; batch normalisation as the identity. */
  private Operand<TFloat32> start(String name, Shape shape, Random random) {
    float[] values = new float[(int) shape.size()];
    double fanIn = shape.size() / (double) shape.get(shape.numDimensions() - 1);
    for (int i = 0; i < values.length; i++) {
      if (name.endsWith(".kernel")) {
        values[i] = (float) (random.nextGaussian() * Math.sqrt(2 / fanIn));
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

  Progress learn(Lesson lesson, double learningRate) {
    steps++;
    int classes = lesson.targets().length / lesson.size();
    Shape pictures = Shape.of(lesson.size(), PictureArtist.SIZE, PictureArtist.SIZE, 3);
    try (TFloat32 images = TFloat32.tensorOf(pictures, DataBuffers.of(lesson.images()));
        TFloat32 answers =
            TFloat32.tensorOf(Shape.of(lesson.size(), classes), DataBuffers.of(lesson.targets()));
        TFloat32 rateNow = TFloat32.scalarOf((float) learningRate);
        TFloat32 power1 = TFloat32.scalarOf((float) Math.pow(BETA1, steps));
        TFloat32 power2 = TFloat32.scalarOf((float) Math.pow(BETA2, steps))) {
      Session.Runner runner =
          session
              .runner()
              .feed(network.image(), images)
              .feed(targets, answers)
              .feed(rate, rateNow)
              .feed(beta1Power, power1)
              .feed(beta2Power, power2)
              .fetch(loss)
              .fetch(network.logits());
      step.forEach(runner::addTarget);
      try (Result result = runner.run()) {
        return new Progress(((TFloat32) result.get(0)).getFloat(), accuracy(result.get(1), lesson));
      }
    }
  }

  private static double accuracy(Tensor logits, Lesson lesson) {
    int classes = lesson.targets().length / lesson.size();
    float[] scores = new float[lesson.targets().length];
    ((TFloat32) logits).copyTo(DataBuffers.of(scores, false, false));
    int right = 0;
    for (int i = 0; i < lesson.drawings(); i++) {
      int from = i * classes;
      float[] answer = Arrays.copyOfRange(scores, from, from + classes);
      float[] target = Arrays.copyOfRange(lesson.targets(), from, from + classes);
      right += Exam.best(answer) == Exam.best(target) ? 1 : 0;
    }
    return (double) right / lesson.drawings();
  }

  /** Saves all variables as a checkpoint. */
  void save(String prefix) {
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
