package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ostrichml.OstrichException;
import org.ostrichml.data.ImageFiles;
import org.ostrichml.evaluate.ClassMap;
import org.ostrichml.evaluate.MapObjective;
import org.ostrichml.model.TargetModel;
import picocli.CommandLine.Option;

/** What is wanted of the map that a segmentation model puts out. */
final class MapArguments {
  private static final float SHARE = 0.95f;
  private static final float HIDDEN_SHARE = 0.99f;

  /** What a model puts out that an attack may be after. */
  enum Kind {
    CLASS,
    SEGMENTATION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--objective",
      paramLabel = "class|segmentation",
      description =
          "What is attacked: the class of a picture, or of each of its pixels (default: what the model puts out).")
  private Kind kind;

  @Option(
      names = "--target-map",
      paramLabel = "FILE",
      description =
          "Segmentation: the map to be seen, a picture in the classes' colours; white stays as it is.")
  private Path drawing;

  @Option(
      names = "--hide",
      paramLabel = "CLASS",
      description = "Segmentation: the class that is to vanish from the map, the rest as it is.")
  private String hidden;

  @Option(
      names = "--truth",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Segmentation: the true maps, one for each picture, or folders of them, in the same order (default: what the model sees in the untouched picture).")
  private List<Path> truth;

  @Option(
      names = "--share",
      paramLabel = "S",
      description =
          "Segmentation: the part of the pixels that has to be reached (default: 0.95; 0.99 of a hidden class).")
  private Fraction share;

  @Option(
      names = "--universal",
      description = "Segmentation: make one perturbation for all pictures.")
  boolean universal;

  /**
   * Whether maps are attacked.
   *
   * @throws OstrichException if what was set belongs to the other kind
   */
  boolean areAttacked(TargetModel model) {
    boolean attacked = kind == null ? model.outputShape().length == 4 : kind == Kind.SEGMENTATION;
    boolean set = drawing != null || hidden != null || truth != null || share != null || universal;
    if (!attacked && set) {
      throw new OstrichException(
          "--target-map, --hide, --truth, --share and --universal are about maps of classes: give --objective segmentation, and a model that puts out one.");
    }
    return attacked;
  }

  /** What is wanted of each map. */
  MapObjective objective(TargetModel model) {
    if (drawing != null && hidden != null) {
      throw new OstrichException("Give --target-map or --hide, not both.");
    }
    if (drawing != null) {
      return new MapObjective.Draw(ClassMap.read(drawing, model), drawing.toString());
    }
    if (hidden != null) {
      int label = model.label(hidden);
      return new MapObjective.Hide(label, model.labels().name(label));
    }
    return new MapObjective.Untargeted();
  }

  /** The part of the pixels that has to be reached. */
  float share() {
    if (share == null) {
      return hidden == null ? SHARE : HIDDEN_SHARE;
    }
    return share.value();
  }

  /**
   * The true map of each of the files; null where none are known.
   *
   * @throws OstrichException if they are not as many
   */
  List<Path> truth(int files) {
    if (truth == null) {
      return null;
    }
    List<Path> maps = ImageFiles.list(truth);
    if (maps.size() != files) {
      throw new OstrichException(
          "--truth names %d maps for %d pictures: give one for each, in the same order."
              .formatted(maps.size(), files));
    }
    return maps;
  }
}
