package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.List;
import org.ostrichml.data.Batch;
import org.ostrichml.data.ImageFiles;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import picocli.CommandLine.Option;

/** What many pictures are to be taken for by one thing, and on which others it is judged. */
final class ManyPictures {
  @Option(
      names = "--test",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Other pictures, or folders of pictures, to judge it on.")
  private List<Path> test;

  @Option(
      names = "--target",
      paramLabel = "NAME|INDEX",
      description = "The class to be taken for (default: any but the present one).")
  private String target;

  /** Pictures as a model sees them, and what is wanted of them: a label for each or one for all. */
  record Wanted(Batch batch, Goal goal) {}

  /** What is wanted of pictures; where there is no target, {@code model} tells their classes. */
  Wanted wanted(TargetModel model, PictureFormat format, List<Picture> fitted) {
    Batch batch = format.batch(fitted);
    return new Wanted(
        batch,
        target == null
            ? Goal.untargeted(Prediction.classes(model.predict(batch)))
            : Goal.targeted(model.label(target)));
  }

  /** The other pictures, as they fit the model; null where there are none. */
  List<Picture> others(PictureFormat format) {
    return test == null ? null : format.fit(ImageFiles.list(test));
  }

  /** The name of the class to be taken for; null where it is any but the present one. */
  String target(TargetModel model) {
    return target == null ? null : model.labels().name(model.label(target));
  }
}
