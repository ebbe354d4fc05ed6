package org.ostrichml.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.DataSource;
import org.ostrichml.data.LabelledBatch;
import org.ostrichml.evaluate.DataChoice;
import org.ostrichml.evaluate.Evaluator;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.Synsets;
import org.ostrichml.model.TargetModel;

/** Puts together what the works attack. */
final class Subjects {
  private static final float DIGITS_EPSILON = 0.1f;
  private static final int DIGITS_BATCH = 500;
  private static final int SHORT = 10;
  private static final int LONG = 40;

  private final Setup setup;

  Subjects(Setup setup) {
    this.setup = setup;
  }

  /** The folder of a work's model; that of the MLP is written below {@code folder}. */
  Path model(Work work, Path folder) {
    return switch (work) {
      case MODEL_BATCH8, MODEL_BATCH1, PHOTOS, COLD, MEMORY -> setup.model();
      case MNIST -> setup.digits();
      case MLP_1, MLP_100, MLP_1000, MLP_100_EARLY -> {
        Path mlp = folder.resolve("mlp-784-512-512-10");
        MlpExport.write(new Mlp(setup.seed()), mlp);
        yield mlp;
      }
    };
  }

  /** What a work does with its model. */
  Subject of(Work work, Path path, TargetModel model) {
    return switch (work) {
      case MODEL_BATCH8, MEMORY -> steps(path, model, 8, SHORT, false);
      case MODEL_BATCH1, COLD -> steps(path, model, 1, SHORT, false);
      case MLP_1 -> steps(path, model, 1, LONG, false);
      case MLP_100 -> steps(path, model, 100, LONG, false);
      case MLP_1000 -> steps(path, model, 1000, LONG, false);
      case MLP_100_EARLY -> steps(path, model, 100, LONG, true);
      case MNIST ->
          new Subject(
              path, labelled(setup.mnist(), path, model), DIGITS_BATCH, DIGITS_EPSILON, LONG, true);
      case PHOTOS ->
          new Subject(
              path,
              labelled(setup.images(), path, model),
              Evaluator.batchSize(model),
              epsilon(model),
              LONG,
              true);
    };
  }

  private Subject steps(Path path, TargetModel model, int size, int steps, boolean stopEarly) {
    Batch examples = examples(model, path, size);
    int[] seen = Prediction.classes(model.predict(examples));
    LabelledBatch data = new LabelledBatch(examples, seen);
    return new Subject(path, data, size, epsilon(model), steps, stopEarly);
  }

  /** Four grey levels. */
  private static float epsilon(TargetModel model) {
    return 4 * model.bounds().greyLevel();
  }

  /** Pictures where there are some for this model, else random values within its bounds. */
  private Batch examples(TargetModel model, Path path, int size) {
    if (setup.images() != null && path.equals(setup.model())) {
      Batch pictures = open(setup.images(), path, model, size).examples();
      if (pictures.size() == size) {
        return pictures;
      }
    }
    int[] shape = model.inputShape();
    shape[0] = size;
    if (Arrays.stream(shape).anyMatch(axis -> axis < 0)) {
      throw new OstrichException(
          "%s has an input of shape %s (-1 is any): say \"inputShape\" in an ostrich.json beside it."
              .formatted(path, Arrays.toString(model.inputShape())));
    }
    return random(shape, model.bounds(), setup.seed());
  }

  private static Batch random(int[] shape, Bounds bounds, long seed) {
    Random random = new Random(seed);
    float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = bounds.lower() + random.nextFloat() * bounds.range();
    }
    return new Batch(values, shape);
  }

  private static LabelledBatch labelled(Path data, Path path, TargetModel model) {
    return open(data, path, model, null);
  }

  private static LabelledBatch open(Path data, Path path, TargetModel model, Integer limit) {
    Synsets synsets = Synsets.beside(path, model.classes());
    try (DataSource source =
        new DataChoice(data, null, null, limit).open(model, synsets, model.cropCentre())) {
      LabelledBatch all = source.next(source.size()).orElseThrow();
      List<String> unreadable = source.unreadable();
      if (!unreadable.isEmpty()) {
        throw new OstrichException(unreadable.get(0));
      }
      return all;
    }
  }
}
