package org.ostrichml.view;

import java.util.Arrays;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.View;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Photos that wear a sticker: the input is the sticker, and the model is shown photos that it is
 * stuck on, {@code photo * (1 - mask) + sticker * mask}, in several ways each. So are glasses made,
 * whose mask is as large as the photo (Sharif et al. 2016, "Accessorize to a crime"), and patches
 * anywhere in it (Brown et al. 2017, "Adversarial patch"). Where the mask is 0 a photo is what it
 * was, to the bit.
 *
 * @param photos what wears the sticker, M of them, [M, H, W, channels] or [M, H, W], within bounds
 * @param mask the sticker's cover, 0 to 1, [1, h, w, 1]
 * @param place where it goes
 * @param spread how far the sticker strays from its place as it is
 * @param draws how many times each photo wears it, K, at least 1
 * @param perDraw how many photos are shown at a time, 1 to M; fewer than there are come out of a
 *     hat, others in each drawing
 * @param bounds the values of black and white
 * @param seed of what is drawn
 */
public record Sticker(
    Batch photos,
    Batch mask,
    Place place,
    Spread spread,
    int draws,
    int perDraw,
    Bounds bounds,
    long seed)
    implements View {
  /** Where on a photo the sticker goes. */
  public enum Place {
    /** Its middle on the middle of the photo. */
    MIDDLE,
    /** Anywhere, as a whole as long as it is not turned; drawn evenly. */
    ANYWHERE
  }

  /**
   * Checks what belongs together.
   *
   * @throws OstrichException if the mask is larger than the photos, or a number is out of range
   */
  public Sticker {
    int[] photo = photos.exampleShape();
    int[] cover = mask.shape();
    if (cover.length != 4 || cover[0] != 1 || cover[3] != 1) {
      throw new IllegalArgumentException("A mask of shape " + Arrays.toString(cover));
    }
    if (cover[1] > photo[0] || cover[2] > photo[1]) {
      throw new OstrichException(
          "The mask is of %dx%d pixels, and the photos of %dx%d: it must not be larger."
              .formatted(cover[2], cover[1], photo[1], photo[0]));
    }
    if (draws < 1 || perDraw < 1 || perDraw > photos.size()) {
      throw new OstrichException(
          "%d photos cannot be shown %d at a time, %d times each: give at least 1, and no more than there are."
              .formatted(photos.size(), perDraw, draws));
    }
  }

  @Override
  public int positions() {
    return Math.multiplyExact(draws, perDraw);
  }

  /** The same sticker at its place as it is, once on each of some photos. */
  public Sticker worn(Batch by, long drawnFrom) {
    return worn(by, Spread.NONE, 1, drawnFrom);
  }

  /** The same sticker on all of some photos, straying. */
  public Sticker worn(Batch by, Spread straying, int times, long drawnFrom) {
    return new Sticker(by, mask, place, straying, times, by.size(), bounds, drawnFrom);
  }

  /** The part of a photo that it covers. */
  public double covered() {
    double sum = 0;
    for (float cover : mask.values()) {
      sum += cover;
    }
    int[] photo = photos.exampleShape();
    return sum / (photo[0] * photo[1]);
  }

  /** A sticker of one grey, [1, h, w, channels]: where a search starts. */
  public Batch blank() {
    float[] values = new float[mask.exampleSize() * channels()];
    Arrays.fill(values, bounds.lower() + bounds.range() / 2);
    return new Batch(values, 1, mask.shape()[1], mask.shape()[2], channels());
  }

  /** A sticker on white ground, as it is to be printed: white where the mask is 0. */
  public Batch cutOut(Batch sticker) {
    float[] values = sticker.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = mask.values()[i / channels()] == 0 ? bounds.upper() : values[i];
    }
    return new Batch(values, sticker.shape());
  }

  /** The shape of the sticker: the mask's sides, and the channels of the photos. */
  @Override
  public int[] exampleShape(int[] seen) {
    int[] photo = photos.exampleShape();
    boolean fits = photo.length == seen.length;
    for (int axis = 0; fits && axis < seen.length; axis++) {
      fits = seen[axis] < 0 || seen[axis] == photo[axis];
    }
    if (!fits) {
      throw new OstrichException(
          "The photos have shape %s, and the model takes %s (-1 is any)."
              .formatted(Arrays.toString(photo), Arrays.toString(seen)));
    }
    return new int[] {mask.shape()[1], mask.shape()[2], channels()};
  }

  private int channels() {
    int[] photo = photos.exampleShape();
    return photo.length == 2 ? 1 : photo[2];
  }

  @Override
  public Operand<TFloat32> shown(Ops tf, Operand<TFloat32> input, Operand<TInt32> draw) {
    int[] photo = photos.exampleShape();
    Drawing drawing = new Drawing(tf, seed, draw);
    Constant<TFloat32> cover = constant(tf, mask, mask.shape());
    Operand<TFloat32> sticker = tf.math.mul(input, cover);
    Operand<TFloat32> stuck;
    Operand<TFloat32> stuckCover;
    if (spread.moves() || place == Place.ANYWHERE || !fills()) {
      Sampling sampling = pose(drawing).sampling(side(tf, 2, mask.shape()), side(tf, photo));
      stuck = sampling.of(framed(tf, sticker), channels());
      stuckCover = sampling.of(framed(tf, cover), 1);
    } else {
      stuck = tf.expandDims(sticker, tf.constant(1));
      stuckCover = tf.expandDims(cover, tf.constant(1));
    }
    Light light = new Light(drawing, spread, bounds);
    Operand<TFloat32> bare =
        tf.math.mul(shownPhotos(drawing), tf.math.sub(tf.constant(1f), stuckCover));
    Operand<TFloat32> lit = light.on(stuck, 5, positions(), stuckCover);
    Operand<TFloat32> worn = light.clip(tf.math.add(bare, lit));
    return tf.reshape(worn, tf.constant(new int[] {-1, photo[0], photo[1], channels()}));
  }

  private boolean fills() {
    int[] photo = photos.exampleShape();
    return mask.shape()[1] == photo[0] && mask.shape()[2] == photo[1];
  }

  /** The photos of all positions, [P, H, W, channels]. */
  private Operand<TFloat32> shownPhotos(Drawing drawing) {
    Ops tf = drawing.tf();
    int[] photo = photos.exampleShape();
    Operand<TFloat32> all = constant(tf, photos, photos.size(), photo[0], photo[1], channels());
    int[] numbers = new int[positions()];
    Arrays.setAll(numbers, i -> i / draws);
    Operand<TInt32> chosen = tf.constant(numbers);
    if (perDraw < photos.size()) {
      Operand<TFloat32> lots = drawing.uniform(Drawing.Of.PHOTOS, photos.size(), 1).get(0);
      Operand<TInt32> hat = tf.nn.topK(lots, tf.constant(perDraw), TInt32.class).indices();
      chosen = tf.gather(hat, chosen, tf.constant(0));
    }
    return tf.gather(all, chosen, tf.constant(0));
  }

  private Pose pose(Drawing drawing) {
    Ops tf = drawing.tf();
    int[] photo = photos.exampleShape();
    Pose pose = Pose.drawn(drawing, spread, positions());
    if (place == Place.MIDDLE) {
      return pose.onCanvas(tf.constant(photo[0]), tf.constant(photo[1]));
    }
    Drawing.Columns columns = drawing.uniform(Drawing.Of.PLACE, positions(), 2);
    return pose.at(
        anywhere(tf, columns.get(0), photo[0], mask.shape()[1], pose.scale()),
        anywhere(tf, columns.get(1), photo[1], mask.shape()[2], pose.scale()));
  }

  /** A whole number of pixels from the photo's edge, as many as leave the scaled sticker room. */
  private static Operand<TFloat32> anywhere(
      Ops tf, Operand<TFloat32> drawn, int side, int own, Operand<TFloat32> scale) {
    Operand<TFloat32> half = tf.constant(0.5f);
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> covered = tf.math.mul(scale, tf.constant((float) own));
    Operand<TFloat32> room =
        tf.math.maximum(tf.math.sub(tf.constant((float) side), covered), tf.constant(0f));
    Operand<TFloat32> part = tf.math.mul(tf.math.add(drawn, one), half);
    Operand<TFloat32> pixels = tf.math.floor(tf.math.mul(part, tf.math.add(room, one)));
    return tf.math.add(tf.math.minimum(pixels, room), tf.math.mul(tf.math.sub(covered, one), half));
  }

  /** With nothing around it, which is what goes on beyond its border. */
  private static Operand<TFloat32> framed(Ops tf, Operand<TFloat32> picture) {
    int[][] frame = {{0, 0}, {1, 1}, {1, 1}, {0, 0}};
    return tf.pad(picture, tf.constant(frame), tf.constant(0f));
  }

  private static Pose.Side side(Ops tf, int more, int[] cover) {
    return new Pose.Side(tf.constant(cover[1] + more), tf.constant(cover[2] + more));
  }

  private static Pose.Side side(Ops tf, int[] photo) {
    return new Pose.Side(tf.constant(photo[0]), tf.constant(photo[1]));
  }

  private static Constant<TFloat32> constant(Ops tf, Batch values, int... shape) {
    return tf.constant(
        Shape.of(Arrays.stream(shape).asLongStream().toArray()),
        DataBuffers.of(values.values(), true, false));
  }
}
