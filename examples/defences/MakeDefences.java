package defences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import mnist.Course;
import mnist.Course.Adversary;
import mnist.Digits;
import mnist.MnistInThreeLayers;
import org.ostrichml.data.LabelledBatch;
import org.ostrichml.model.TargetModel;
import org.tensorflow.op.Ops;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pictures.PictureArtist;
import training.Classifier;
import training.Export;
import training.Folders;

/** Makes the defended models of {@code saved_models/defended}. */
@Command(name = "MakeDefences", mixinStandardHelpOptions = true)
public final class MakeDefences implements Callable<Void> {
  private static final Path DIGITS = Path.of("saved_models/mnist-mlp/variables/variables");
  private static final Path PICTURES = Path.of("saved_models/pictures/variables/variables");
  private static final int BITS = 3;
  private static final int DRAWS = 100;
  private static final int LEVELS = 8;
  private static final int QUALITY = 75;
  private static final int SMALLEST = 72;
  private static final float TEMPERATURE = 20;
  private static final float EPSILON = 0.1f;
  private static final int EPOCHS = 10;

  @Option(
      names = "--mnist",
      description = "The folder of MNIST's idx files; without it nothing is trained.")
  private Path mnist;

  @Option(names = "--out", defaultValue = "saved_models/defended", description = "Where to write.")
  private Path out;

  @Parameters(arity = "0..*", description = "The defences to make (default: all).")
  private List<String> only = List.of();

  private MakeDefences() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new MakeDefences()).execute(arguments));
  }

  @Override
  public Void call() throws IOException {
    make(
        "bit-depth",
        (model, checkpoint) -> Course.write(model, DIGITS.toString(), MakeDefences::rounded));
    make(
        "activation-pruning",
        (model, checkpoint) -> Course.write(model, DIGITS.toString(), MakeDefences::pruned));
    make(
        "jpeg",
        (model, checkpoint) ->
            training.Course.write(
                PictureArtist.SUBJECTS,
                model,
                PICTURES.toString(),
                tf -> seen -> Jpeg.roundTrip(tf, seen, QUALITY)));
    make(
        "random-resizing",
        (model, checkpoint) ->
            training.Course.write(
                PictureArtist.SUBJECTS,
                model,
                PICTURES.toString(),
                tf -> seen -> RandomResizing.resized(tf, seen, SMALLEST)));
    if (mnist != null) {
      train(Digits.read(mnist, "train"));
    }
    return null;
  }

  private static MnistInThreeLayers rounded(Ops tf) {
    return MnistInThreeLayers.on(tf, seen -> BitDepth.reduced(tf, seen, BITS), units -> units);
  }

  private static MnistInThreeLayers pruned(Ops tf) {
    return MnistInThreeLayers.on(
        tf, seen -> seen, units -> ActivationPruning.pruned(tf, units, DRAWS));
  }

  private static MnistInThreeLayers coded(Ops tf) {
    return MnistInThreeLayers.on(tf, seen -> Thermometer.code(tf, seen, LEVELS), units -> units);
  }

  private void train(LabelledBatch digits) throws IOException {
    make("thermometer", trained(digits, MakeDefences::coded, Adversary.NONE));
    make(
        "adversarial-one-step",
        trained(digits, MnistInThreeLayers::on, Adversaries.pgd(EPSILON, 1.25f * EPSILON, 1)));
    make(
        "adversarial-pgd",
        trained(digits, MnistInThreeLayers::on, Adversaries.pgd(EPSILON, EPSILON / 4, 7)));
    make("distillation", (model, checkpoint) -> distil(digits, model, checkpoint));
  }

  private static Folders.Maker trained(
      LabelledBatch digits, Function<Ops, ? extends Classifier> network, Adversary adversary) {
    return (model, checkpoint) -> {
      new Course(network, EPOCHS, 0, adversary)
          .teach(digits.examples(), Digits.answers(digits.labels()), checkpoint);
      Course.write(model, checkpoint, network);
    };
  }

  /** A second network learns the probabilities that a first one has learnt, both heated. */
  private static void distil(LabelledBatch digits, Path model, String checkpoint)
      throws IOException {
    Course course = new Course(MakeDefences::heated, EPOCHS, 0, Adversary.NONE);
    course.teach(digits.examples(), Digits.answers(digits.labels()), checkpoint);
    Path first = model.resolveSibling("first");
    Export.write(first, checkpoint, MakeDefences::heated);
    try (TargetModel teacher = TargetModel.load(first)) {
      float[] answers = teacher.predict(digits.examples()).values();
      course.teach(digits.examples(), answers, checkpoint);
    }
    Course.write(model, checkpoint, MnistInThreeLayers::on);
  }

  private static Heated heated(Ops tf) {
    return Heated.on(tf, MnistInThreeLayers.on(tf), TEMPERATURE);
  }

  private void make(String name, Folders.Maker maker) throws IOException {
    if (only.isEmpty() || only.contains(name)) {
      Folders.replace(out.resolve(name), maker);
    }
  }
}
