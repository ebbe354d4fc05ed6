package org.ostrichml.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Mask;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Picture;
import org.ostrichml.model.TargetModel;

/**
 * How a model takes pictures.
 *
 * @param height in pixels; -1 where any will do
 * @param width in pixels; -1 where any will do
 * @param channels 3 for red, green and blue; 1 for grey
 * @param channelAxis whether the input has an axis for the channels
 * @param bounds the input values of black and white
 * @param cropCentre whether pictures are cropped to their central square before they are resized
 */
public record PictureFormat(
    int height, int width, int channels, boolean channelAxis, Bounds bounds, boolean cropCentre)
    implements ExampleFormat {

  /**
   * The format of a model's input: [N, height, width, 3], [N, height, width, 1] or [N, height,
   * width].
   *
   * @throws OstrichException if the model takes no pictures
   */
  public static PictureFormat of(TargetModel model, boolean cropCentre) {
    int[] shape = model.inputShape();
    boolean channelAxis = shape.length == 4;
    int channels = channelAxis ? shape[3] : 1;
    if (shape.length != 3 && !channelAxis || channels != 1 && channels != 3) {
      throw new OstrichException(
          "The model takes no pictures: its input has shape %s, not [N, height, width, 1 or 3]. Attack arrays through the library, or see `ostrich gradient`."
              .formatted(Arrays.toString(shape)));
    }
    return new PictureFormat(shape[1], shape[2], channels, channelAxis, model.bounds(), cropCentre);
  }

  /**
   * Reads a mask for pictures of this format: white lets values change, black keeps them.
   *
   * @throws OstrichException if the file is no picture, of another size, or black all over
   */
  public Mask mask(Path file) {
    Picture picture = Picture.read(file);
    if (height > 0 && picture.height() != height || width > 0 && picture.width() != width) {
      throw new OstrichException(
          "%s has %dx%d pixels, but the model takes pictures of %dx%d: draw the mask at that size."
              .formatted(file, picture.width(), picture.height(), width, height));
    }
    float[] weights = picture.values(1, Bounds.UNIT);
    boolean empty = true;
    for (float weight : weights) {
      empty &= weight == 0;
    }
    if (empty) {
      throw new OstrichException(
          file + " is black all over: white marks where pictures may change.");
    }
    return new Mask(
        channelAxis
            ? new Batch(weights, 1, picture.height(), picture.width(), 1)
            : new Batch(weights, 1, picture.height(), picture.width()));
  }

  @Override
  public Batch read(Path file) {
    return batch(fit(Picture.read(file)));
  }

  @Override
  public Path save(Batch example, Path folder, String name) {
    Path file = folder.resolve(name + ".png");
    picture(example).write(file);
    return file;
  }

  @Override
  public Optional<Picture> shown(Batch example) {
    return Optional.of(picture(example));
  }

  /** The picture as the model sees it: cropped if so wanted, resized, and grey where that is. */
  public Picture fit(Picture picture) {
    Picture cropped = cropCentre ? picture.cropCentre() : picture;
    Picture resized =
        cropped.resize(width > 0 ? width : cropped.width(), height > 0 ? height : cropped.height());
    return channels == 3 ? resized : picture(batch(resized));
  }

  /**
   * Pictures as the model sees them, of one size.
   *
   * @throws OstrichException if they are of several sizes, and the model takes any
   */
  public List<Picture> fit(List<Path> files) {
    List<Picture> fitted = new ArrayList<>();
    for (Path file : files) {
      Picture picture = fit(Picture.read(file));
      Picture first = fitted.isEmpty() ? picture : fitted.get(0);
      if (picture.width() != first.width() || picture.height() != first.height()) {
        throw new OstrichException(
            "%s is of another size than the pictures before it, and the model takes any: give pictures of one size."
                .formatted(file));
      }
      fitted.add(picture);
    }
    return fitted;
  }

  /** A batch of one: a picture that fits. */
  public Batch batch(Picture fitted) {
    int[] shape =
        channelAxis
            ? new int[] {1, fitted.height(), fitted.width(), channels}
            : new int[] {1, fitted.height(), fitted.width()};
    return new Batch(fitted.values(channels, bounds), shape);
  }

  /** A batch of pictures that fit and have one size. */
  public Batch batch(List<Picture> fitted) {
    return Batch.concat(fitted.stream().map(this::batch).toList());
  }

  /** The picture that a batch of one is, rounded to 8 bits and clipped to the bounds. */
  public Picture picture(Batch example) {
    int[] shape = example.shape();
    return Picture.of(example.values(), shape[1], shape[2], channels, bounds);
  }
}
