package org.ostrichml.model;

import java.nio.file.Path;
import java.util.function.Function;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A model under attack: its flat, frozen graph in a session of its own, the input and the logits in
 * it, and what its files say of bounds and labels. Safe for use by several threads; close it after
 * the last of them.
 */
public final class TargetModel extends DescribedModel implements AutoCloseable {
  private final LoadedModel loaded;

  private TargetModel(LoadedModel loaded, Ends ends, int group) {
    super(loaded.facts(), ends, group);
    this.loaded = loaded;
  }

  private static TargetModel of(ModelOrigin origin, ModelOptions options, boolean fuse) {
    LoadedModel loaded = LoadedModel.of(origin, options, fuse);
    return new TargetModel(loaded, loaded.ends(), 0);
  }

  /** Begins to load TensorFlow, which takes a while, and does not wait for it. */
  public static void begin() {
    RegisteredOps.begin();
  }

  /**
   * Loads a SavedModel folder or a frozen graph.
   *
   * @throws OstrichException if there is none, it is damaged, or it has no float input and output
   */
  public static TargetModel load(Path path) {
    return load(path, ModelOptions.defaults());
  }

  /**
   * Loads a SavedModel folder or a frozen graph, as {@link #load(Path)}, with choices of one's own.
   *
   * @throws OstrichException also if {@code options} want a GPU and there is none
   */
  public static TargetModel load(Path path, ModelOptions options) {
    begin();
    return of(ModelSource.read(path), options, true);
  }

  /**
   * Loads a model as {@link #load(Path, ModelOptions)}, and keeps its ops one by one: none are
   * folded or fused. That is slower, and rounds as TensorFlow does on the saved model.
   */
  public static TargetModel loadAsWritten(Path path, ModelOptions options) {
    return of(ModelSource.read(path), options, false);
  }

  /**
   * Copies the model of a bundle that an application runs; {@link #of(SavedModelBundle, String,
   * ModelOptions)} says how.
   */
  public static TargetModel of(SavedModelBundle bundle, String signature) {
    return of(bundle, signature, ModelOptions.defaults());
  }

  /**
   * Copies the model of a bundle that an application runs. Nothing is added to the application's
   * graph; variables are read once through its session, with the values they have now: no two
   * sessions of TensorFlow share a variable, so where training goes on, later values take another
   * copy. The copy has a graph and session of its own: it may be used and closed at any time and
   * beside others, and the bundle stays the application's, which may close it as soon as this
   * returns.
   *
   * @param signature the signature to attack, or null for the only one
   * @param options the bounds, labels and tensors; its tags and signature are not read
   * @throws OstrichException if there is no such signature, a variable has no value or no op that
   *     reads it, lookup tables are needed, or the bundle is closed
   */
  public static TargetModel of(SavedModelBundle bundle, String signature, ModelOptions options) {
    return of(RunningModel.of(bundle), options.withSignature(signature), true);
  }

  /**
   * Copies the model between two tensors of a graph that an application runs; {@link #of(Graph,
   * Session, String, String, ModelOptions)} says how.
   */
  public static TargetModel of(Graph graph, Session session, String input, String logits) {
    return of(graph, session, input, logits, ModelOptions.defaults());
  }

  /**
   * Copies the model between two tensors of a graph that an application runs, as {@link
   * #of(SavedModelBundle, String, ModelOptions)} does for a bundle.
   *
   * @param session a session of {@code graph}, in which its variables have values
   * @param input the float tensor to attack, as {@code node:index} or {@code node}
   * @param logits the scores of the classes, likewise; a softmax of them will do
   * @param options the bounds and labels; its tags, signature and tensors are not read
   * @throws OstrichException if there is no such tensor, a variable has no value or no op that
   *     reads it, lookup tables are needed, or the graph or the session is closed
   */
  public static TargetModel of(
      Graph graph, Session session, String input, String logits, ModelOptions options) {
    return of(
        RunningModel.of(graph, session),
        options.withSignature(null).withTensors(input, logits),
        true);
  }

  /**
   * Prepares a model as {@link #load} does and writes what comes out as an ordinary SavedModel,
   * flat, frozen and pruned; Ostrich loads it faster, and anybody else can load it too. What it
   * draws at random follows from the seed in {@code options} from then on.
   *
   * @param folder a new or empty folder
   * @throws OstrichException if the model cannot be loaded or the folder cannot be written
   */
  public static void prepare(Path path, ModelOptions options, Path folder) {
    try (TargetModel model = loadAsWritten(path, options)) {
      ModelWriter.write(model, model.graph().toGraphDef(), folder);
    }
  }

  /** The graph; add to it through {@link #extend} alone. */
  public Graph graph() {
    return loaded.graph();
  }

  /** The session that runs the graph. */
  public Session session() {
    return loaded.session();
  }

  /**
   * This model as one of a fixed batch size: smaller batches are filled up, larger ones run in
   * parts, so that an example's last bits depend on no batch. It is the same graph and session, and
   * closed with them.
   */
  public TargetModel withBatchSize(int size) {
    return new TargetModel(loaded, ends, size);
  }

  /**
   * This model as it takes what {@code through} makes of each input: its outputs have one axis
   * more, of the view's positions, [N, P, .., classes]. It is the same graph and session, and
   * closed with them. A batch of N inputs is one of N * P for the model.
   *
   * @throws OstrichException if the model does not tell its input's shape, takes batches of one
   *     size alone which is no multiple of P, or nothing that can be viewed so
   */
  public TargetModel through(View through) {
    return new TargetModel(loaded, ends.through(through), 0);
  }

  /**
   * This model as the expectation over what it draws at random: its outputs and probabilities are
   * means over so many draws, its logits those of each draw, [N, draws, .., classes]. An attack
   * drives up the sum of the losses of all draws, and an example has reached its goal in a step
   * where it has in each of them. Every draw of every run is a new one. Athalye et al. (2018),
   * "Obfuscated gradients give a false sense of security", section 4.2 (EOT). It is the same graph
   * and session, and closed with them; what depends on no draw is computed once.
   *
   * @param count how many draws, at least 1
   * @throws OstrichException if there is none, or the model draws nothing
   * @throws IllegalStateException if this is over several draws already
   */
  public TargetModel overDraws(int count) {
    if (count < 1) {
      throw new OstrichException(
          "There are %d draws of the model: at least 1 is needed.".formatted(count));
    }
    ends.requireSingleDraw();
    if (!isRandom()) {
      throw new OstrichException(
          "The model draws nothing at random, so there is nothing to average over: leave out --eot.");
    }
    return new TargetModel(loaded, ends.overDraws(count), group);
  }

  /**
   * This model as a loss on its probabilities sees it: their logarithms take the place of the
   * logits, cut off at 1e-7 and 1 - 1e-7 as in Keras. Where the model is surer than that, the
   * gradient is zero, which the logits behind its softmax would not be deceived by. It is the same
   * graph and session, and closed with them.
   *
   * @throws OstrichException if the output is not probabilities
   * @throws IllegalStateException if this is over several draws already
   */
  public TargetModel onProbabilities() {
    return new TargetModel(loaded, ends.onProbabilities(), group);
  }

  /**
   * What the model is shown of inputs: themselves, or what the view makes of them, [N * P, ..].
   *
   * @throws OstrichException if the examples do not have the shape of the view's input
   */
  public Batch shown(Batch examples) {
    checkInput(examples);
    if (ends.view() == null) {
      return examples;
    }
    try (TFloat32 fed = Tensors.of(examples);
        Result result = session().runner().feed(input(), fed).fetch(ends.view().shown()).run()) {
      return Tensors.batch(result.get(0));
    }
  }

  /**
   * The class probabilities of each example, [N, .., classes], one forward pass. Examples are run
   * in one batch, or in batches of the model's own size where that is fixed.
   *
   * @throws OstrichException if the examples do not have the model's input shape
   */
  public Batch predict(Batch examples) {
    return forward(ends.head().probabilities(), examples);
  }

  /** The {@link #logits} of each example, run as by {@link #predict}. */
  public Batch scores(Batch examples) {
    return forward(ends.head().logits(), examples);
  }

  /** The model's raw output for each example, run as by {@link #predict}. */
  public Batch run(Batch examples) {
    return forward(ends.head().output(), examples);
  }

  private Batch forward(Operand<TFloat32> fetch, Batch examples) {
    return new ForwardPass(session(), input()).run(fetch, examples, batchSize(examples.size()));
  }

  /**
   * Adds ops to the graph once: the first call for a {@code key} builds, later ones get what it
   * built. What is added lives as long as the model.
   *
   * @throws OstrichException if TensorFlow refuses the ops for this model's graph
   */
  public <T> T extend(Object key, Function<Ops, T> builder) {
    return ends.extensions().add(key, builder);
  }

  /** Frees the session and the graph; safe to call twice. */
  @Override
  public void close() {
    loaded.close();
  }
}
