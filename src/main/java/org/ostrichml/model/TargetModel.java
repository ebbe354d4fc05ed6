package org.ostrichml.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.graph.InputCut;
import org.ostrichml.graph.OpCatalog;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A model under attack: its flat, frozen graph in a session of its own, the input and the logits in
 * it, and what its files say of bounds and labels. Safe for use by several threads; close it after
 * the last of them.
 */
public final class TargetModel implements AutoCloseable {
  private final Graph graph;
  private final Session session;
  private final Operand<TFloat32> input;
  private final OutputHead head;
  private final Facts facts;
  private final Map<Object, Object> extensions;
  private final int group;
  private final Viewed view;
  private final int views;
  private final int draws;

  /** Another end of the same graph, and what is added for it. */
  private record Ending(OutputHead head, Map<Object, Object> extensions) {
    static final String PROBABLE = "the loss on probabilities";

    record Draws(int count) {}
  }

  private TargetModel(ModelOrigin origin, ModelOptions asked, boolean fuse) {
    Sidecar sidecar = Sidecar.beside(origin.folder());
    ModelOptions options = sidecar.complete(asked);
    MetaGraphDef metaGraph = origin.metaGraph(options.place().tags());
    Ports ports = Ports.choose(metaGraph, options);
    OpCatalog catalog = RegisteredOps.all();
    Device device = Devices.of(options.run().engine());
    NativeKernels.limit(options.run().engine());
    graph = new Graph();
    extensions = new HashMap<>();
    group = 0;
    view = null;
    views = 1;
    draws = 1;
    Session opened = null;
    try (Prepared prepared = Prepared.of(origin, metaGraph, ports, options, catalog);
        GraphBuilder built =
            GraphBuilder.build(graph, catalog, prepared, fuse && device == Device.CPU)) {
      LargeTensors.check(graph);
      opened = new Session(graph, Sessions.config(options.run().engine(), graph));
      session = opened;
      built.fill(session);
      input = graph.operation(InputCut.INPUT).<TFloat32>output(0);
      head = OutputHead.of(graph, session, input, prepared);
      facts =
          Facts.of(
              origin.folder(),
              options,
              device,
              sidecar,
              ports.signature(),
              prepared,
              head.classes());
    } catch (RuntimeException e) {
      if (opened != null) {
        opened.close();
      }
      graph.close();
      throw e instanceof OstrichException
          ? e
          : new OstrichException(
              "TensorFlow cannot load the graph of %s: %s"
                  .formatted(origin.name(), TensorFlowMessages.firstLine(e)),
              e);
    }
  }

  /** The graph and session of another, with something else of it to attack. */
  private TargetModel(
      TargetModel other,
      Operand<TFloat32> input,
      OutputHead head,
      Map<Object, Object> extensions,
      int group,
      Viewed view,
      int views,
      int draws) {
    this.graph = other.graph;
    this.session = other.session;
    this.facts = other.facts;
    this.input = input;
    this.head = head;
    this.extensions = extensions;
    this.group = group;
    this.view = view;
    this.views = views;
    this.draws = draws;
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
    return new TargetModel(ModelSource.read(path), options, true);
  }

  /**
   * Loads a model as {@link #load(Path, ModelOptions)}, and keeps its ops one by one: none are
   * folded or fused. That is slower, and rounds as TensorFlow does on the saved model.
   */
  public static TargetModel loadAsWritten(Path path, ModelOptions options) {
    return new TargetModel(ModelSource.read(path), options, false);
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
    return new TargetModel(RunningModel.of(bundle), options.withSignature(signature), true);
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
    return new TargetModel(
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
      ModelWriter.write(model, model.graph.toGraphDef(), folder);
    }
  }

  /** What was assumed while loading, one sentence each; for the user to read. */
  public List<String> notes() {
    return facts.notes();
  }

  /** The signature the input and output belong to, or null where both are named tensors. */
  public String signature() {
    return facts.signature();
  }

  /** The graph; add to it through {@link #extend} alone. */
  public Graph graph() {
    return graph;
  }

  /** The session that runs the graph. */
  public Session session() {
    return session;
  }

  /** The placeholder that is attacked, float32 of {@link #inputShape}. */
  public Operand<TFloat32> input() {
    return input;
  }

  /** The output as the model gives it, float32. */
  public Operand<TFloat32> output() {
    return head.output();
  }

  /** The logits, float32 [N, .., classes]; log-probabilities where the model has no logits. */
  public Operand<TFloat32> logits() {
    return head.logits();
  }

  /** How the output relates to the logits. */
  public OutputKind outputKind() {
    return head.kind();
  }

  /** The shape of the input, the batch first; -1 for an axis that is free; empty if unknown. */
  public int[] inputShape() {
    return OutputHead.axes(input);
  }

  /** The shape of the output, the batch first; -1 for an axis that is free; empty if unknown. */
  public int[] outputShape() {
    return OutputHead.axes(head.output());
  }

  /** The number of classes, which is the length of the output's last axis; 0 if there are none. */
  public int classes() {
    return head.classes();
  }

  /**
   * How many vectors of class scores there are for each example: 1, or as many as a map has
   * positions, times the draws of the model; -1 where that is not known before a run.
   */
  public int positions() {
    int[] shape = outputShape();
    int count = draws;
    for (int axis = 1; axis < shape.length - 1; axis++) {
      count = shape[axis] < 0 || count < 0 ? -1 : Math.multiplyExact(count, shape[axis]);
    }
    return count;
  }

  /**
   * Checks that the output holds class scores: one vector for each example, or a map of them.
   *
   * @throws OstrichException if it is a single value
   */
  public void requireScores() {
    if (classes() == 0) {
      throw new OstrichException(
          "The output has shape %s (-1 is any): it holds no class scores. Choose another with --output."
              .formatted(Arrays.toString(outputShape())));
    }
  }

  /**
   * Checks that the output is one vector of class scores for each example.
   *
   * @throws OstrichException if it is a single value or a map
   */
  public void requireClasses() {
    if (classes() == 0 || outputShape().length > 2) {
      throw new OstrichException(
          "The output has shape %s (-1 is any): it is no vector of class scores for each example. Choose another with --output."
              .formatted(Arrays.toString(outputShape())));
    }
  }

  /**
   * Checks that the logits are one vector for each example.
   *
   * @throws OstrichException if the output is a single value or a map, or there are several draws
   */
  public void requireOneVector() {
    requireClasses();
    if (positions() != 1) {
      throw new OstrichException(
          "This attack compares the scores of a single vector, and there are %d for each example: leave out --eot, or choose one that climbs a loss, as pgd."
              .formatted(positions()));
    }
  }

  /** The names of the classes. */
  public Labels labels() {
    return facts.labels();
  }

  /** The class of this name or index; see {@link Labels#index}. */
  public int label(String name) {
    return facts.labels().index(name);
  }

  /**
   * The colours of the classes on a map of them, {@code 0xRRGGBB}, no two the same: those of the
   * sidecar {@code ostrich.json}, else colours that are easily told apart.
   */
  public List<Integer> colours() {
    return facts.colours();
  }

  /** The range of valid inputs. */
  public Bounds bounds() {
    return facts.bounds();
  }

  /** Whether the bounds were given by the caller or the sidecar, rather than assumed. */
  public boolean boundsKnown() {
    return facts.boundsKnown();
  }

  /** The number of the model's floating-point parameters. */
  public long parameters() {
    return facts.parameters();
  }

  /** The size of the parameters in bytes. */
  public long parameterBytes() {
    return facts.parameterBytes();
  }

  /** Whether pictures are to be cropped to their central square before they are resized. */
  public boolean cropCentre() {
    return facts.cropCentre();
  }

  /** The batch size to run with: the model's own where it is fixed, else {@code preferred}. */
  public int batchSize(int preferred) {
    int[] shape = inputShape();
    if (shape.length > 0 && shape[0] > 0) {
      return shape[0];
    }
    return group > 0 ? group : preferred;
  }

  /**
   * This model as one of a fixed batch size: smaller batches are filled up, larger ones run in
   * parts, so that an example's last bits depend on no batch. It is the same graph and session, and
   * closed with them.
   */
  public TargetModel withBatchSize(int size) {
    return new TargetModel(this, input, head, extensions, size, view, views, draws);
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
    Viewed viewed =
        extend(new Viewed.Key(through), tf -> Viewed.of(tf, input, head, draw(), through));
    return new TargetModel(
        this,
        viewed.input(),
        viewed.head(),
        viewed.extensions(),
        0,
        viewed,
        Math.multiplyExact(views, through.positions()),
        draws);
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
    requireSingleDraw();
    if (!isRandom()) {
      throw new OstrichException(
          "The model draws nothing at random, so there is nothing to average over: leave out --eot.");
    }
    Ending drawn =
        extend(
            new Ending.Draws(count), tf -> new Ending(Draws.of(tf, head, count), new HashMap<>()));
    return new TargetModel(
        this,
        input,
        drawn.head(),
        drawn.extensions(),
        group,
        view,
        Math.multiplyExact(views, count),
        Math.multiplyExact(draws, count));
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
    requireSingleDraw();
    if (head.kind() != OutputKind.SOFTMAX && head.kind() != OutputKind.PROBABILITIES) {
      throw new OstrichException(
          "The model's output is %s: there are no probabilities to take the loss on."
              .formatted(head.kind().description()));
    }
    Ending probable =
        extend(Ending.PROBABLE, tf -> new Ending(head.onProbabilities(tf), new HashMap<>()));
    return new TargetModel(
        this, input, probable.head(), probable.extensions(), group, view, views, draws);
  }

  private void requireSingleDraw() {
    if (draws > 1) {
      throw new IllegalStateException("The model is over %d draws already.".formatted(draws));
    }
  }

  /** Whether two runs of the model on the same input may differ: it draws at random. */
  public boolean isRandom() {
    return facts.random();
  }

  /** The number of the drawing that a view makes, a scalar, 0 unless fed; null without a view. */
  public Operand<TInt32> draw() {
    return view == null ? null : view.draw();
  }

  /** How many pictures one input becomes for the model, those of each draw counted: 1 or more. */
  public int views() {
    return views;
  }

  /**
   * What the model is shown of inputs: themselves, or what the view makes of them, [N * P, ..].
   *
   * @throws OstrichException if the examples do not have the shape of the view's input
   */
  public Batch shown(Batch examples) {
    checkInput(examples);
    if (view == null) {
      return examples;
    }
    try (TFloat32 fed = Tensors.of(examples);
        Result result = session.runner().feed(input, fed).fetch(view.shown()).run()) {
      return Tensors.batch(result.get(0));
    }
  }

  /** Where it runs: {@link Device#CPU} or {@link Device#GPU}. */
  public Device device() {
    return facts.device();
  }

  /**
   * The class probabilities of each example, [N, .., classes], one forward pass. Examples are run
   * in one batch, or in batches of the model's own size where that is fixed.
   *
   * @throws OstrichException if the examples do not have the model's input shape
   */
  public Batch predict(Batch examples) {
    return forward(head.probabilities(), examples);
  }

  /** The {@link #logits} of each example, run as by {@link #predict}. */
  public Batch scores(Batch examples) {
    return forward(head.logits(), examples);
  }

  /** The model's raw output for each example, run as by {@link #predict}. */
  public Batch run(Batch examples) {
    return forward(head.output(), examples);
  }

  private Batch forward(Operand<TFloat32> fetch, Batch examples) {
    return new ForwardPass(session, input).run(fetch, examples, batchSize(examples.size()));
  }

  /**
   * Checks that examples fit the input.
   *
   * @throws OstrichException if they do not, or there are none
   */
  public void checkInput(Batch examples) {
    new ForwardPass(session, input).check(examples);
  }

  /**
   * Adds ops to the graph once: the first call for a {@code key} builds, later ones get what it
   * built. What is added lives as long as the model.
   *
   * @throws OstrichException if TensorFlow refuses the ops for this model's graph
   */
  @SuppressWarnings("unchecked")
  public <T> T extend(Object key, Function<Ops, T> builder) {
    try {
      synchronized (extensions) {
        return (T)
            extensions.computeIfAbsent(
                key, k -> builder.apply(Ops.create(graph).withSubScope("ostrich")));
      }
    } catch (TensorFlowException e) {
      throw new OstrichException(
          "TensorFlow cannot add a loss to this model: " + TensorFlowMessages.firstLine(e), e);
    }
  }

  /** Frees the session and the graph; safe to call twice. */
  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
