package org.ostrichml.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ostrichml.OstrichException;
import org.ostrichml.data.DataSource;
import org.ostrichml.data.LabelledFile;
import org.ostrichml.data.PictureData;
import org.ostrichml.evaluate.DataChoice;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.model.Synsets;
import org.ostrichml.model.TargetModel;

/**
 * A model of pictures, what it is shown, and how far that may be changed.
 *
 * @param model knows school buses and ostriches
 * @param format how it takes pictures
 * @param path where the model is
 * @param options what users have to say to load it, besides its path
 * @param images where the pictures are; null where they are but some of those that come along
 * @param photos the pictures; a school bus is among them
 * @param budgets what makes a sure ostrich of a school bus
 * @param sweep what makes an ostrich of any picture
 */
public record Subject(
    TargetModel model,
    PictureFormat format,
    Path path,
    List<String> options,
    Path images,
    List<Photo> photos,
    List<Budget> budgets,
    Budget sweep) {
  static final String BUS = "school bus";
  static final String OSTRICH = "ostrich";

  /** A large network trained on photographs gives way to less than the small one of drawings. */
  private static final List<Budget> LARGE = List.of(new Budget(4, 40), new Budget(2, 100));

  private static final List<Budget> SMALL = List.of(new Budget(8, 40));

  /**
   * A model with its pictures.
   *
   * @param path where the model is
   * @param options what users have to say to load it, besides its path
   * @param own the folder of the model that comes along; its drawings are shown where there are no
   *     other pictures, and to another model the school buses among them alone
   * @param images a folder or CSV file of labelled pictures; null where there are none
   * @throws OstrichException if the model has no school buses and ostriches or takes pictures of
   *     any size, or no picture is of a school bus
   */
  public static Subject of(
      TargetModel model,
      PictureFormat format,
      Path path,
      List<String> options,
      Path own,
      Path images) {
    for (String name : List.of(BUS, OSTRICH)) {
      try {
        model.label(name);
      } catch (OstrichException e) {
        throw new OstrichException(
            "%s is no model for the demo, which needs school buses and ostriches, as ImageNet has them. %s"
                .formatted(path, e.getMessage()),
            e);
      }
    }
    if (format.height() < 0 || format.width() < 0) {
      throw new OstrichException(
          "%s takes pictures of any size: give one with --input-shape.".formatted(path));
    }
    boolean comesAlong = path.toAbsolutePath().normalize().equals(own.toAbsolutePath().normalize());
    Path pictures = images == null ? own.resolve("samples.csv") : images;
    Synsets synsets = Synsets.beside(path, model.classes());
    List<Photo> photos = new ArrayList<>();
    List<LabelledFile> files =
        Files.isDirectory(pictures)
            ? LabelledFile.inFolder(pictures)
            : LabelledFile.inCsv(pictures);
    Set<String> names = new HashSet<>();
    for (LabelledFile file : files) {
      if (comesAlong || images != null || file.label().equals(BUS)) {
        photos.add(
            new Photo(file, name(file.file(), names), DataChoice.label(file, model, synsets)));
      }
    }
    Subject subject =
        new Subject(
            model,
            format,
            path,
            options,
            comesAlong || images != null ? pictures : null,
            photos,
            comesAlong ? SMALL : LARGE,
            comesAlong ? new Budget(8, 20) : new Budget(4, 40));
    if (subject.buses().isEmpty()) {
      throw new OstrichException(
          "%s holds no school bus, with which the demo begins: add a photo of one, labelled as the others are."
              .formatted(pictures));
    }
    return subject;
  }

  /** The name of a file without its ending, and with a number where that is taken. */
  private static String name(Path file, Set<String> taken) {
    String stem = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    String name = stem;
    for (int i = 2; !taken.add(name); i++) {
      name = stem + "_" + i;
    }
    return name;
  }

  /** The pictures of school buses. */
  List<Photo> buses() {
    return photos.stream().filter(photo -> photo.label() == model.label(BUS)).toList();
  }

  /** All pictures with their labels, to be read once. */
  DataSource data() {
    return new PictureData(
        photos.stream().map(Photo::source).toList(),
        photos.stream().mapToInt(Photo::label).toArray(),
        picture -> format.batch(format.fit(picture)));
  }

  /** A command on the model. */
  List<String> command(String name) {
    List<String> words = new ArrayList<>(List.of("./ostrich", name, "--model", path.toString()));
    words.addAll(options);
    return words;
  }

  /** A command on the model that takes pictures. */
  List<String> pictureCommand(String name) {
    List<String> words = command(name);
    if (format.cropCentre() != model.cropCentre()) {
      words.addAll(List.of("--crop", format.cropCentre() ? "centre" : "none"));
    }
    return words;
  }

  /** An attack on pictures. */
  List<String> attackCommand(List<Path> pictures) {
    List<String> words = pictureCommand("attack");
    words.add("--image");
    pictures.forEach(picture -> words.add(picture.toString()));
    return words;
  }
}
