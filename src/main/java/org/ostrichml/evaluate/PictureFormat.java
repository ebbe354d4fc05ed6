package org.ostrichml.evaluate;

import java.util.Arrays;
import java.util.List;
import org.ostrichml.OstrichException;
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
    int height, int width, int channels, boolean channelAxis, Bounds bounds, boolean cropCentre) {

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

  /** The picture as the model sees it: cropped if so wanted, resized, and grey where that is. */
  public Picture fit(Picture picture) {
    Picture cropped = cropCentre ? picture.cropCentre() : picture;
    Picture resized =
        cropped.resize(width > 0 ? width : cropped.width(), height > 0 ? height : cropped.height());
    return channels == 3 ? resized : picture(batch(resized));
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
