package org.ostrichml.view;

import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.View;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A picture moved, scaled, turned, lit and noisy in several ways. An attack on a model through this
 * view climbs the expectation over these transformations: Athalye et al. (2018), "Synthesizing
 * robust adversarial examples", section 2.1. Where nothing strays, the picture is repeated as it
 * is, which is an expectation over what is random in the model itself.
 *
 * <p>The border of a picture goes on beyond it. Values that light or noise carry beyond the bounds
 * are clipped.
 *
 * @param spread how far pictures stray
 * @param draws how many pictures are drawn of each, at least 1
 * @param bounds the values of black and white
 * @param seed of what is drawn
 */
public record Transformations(Spread spread, int draws, Bounds bounds, long seed) implements View {
  /**
   * Checks the number of draws.
   *
   * @throws OstrichException if there is none
   */
  public Transformations {
    if (draws < 1) {
      throw new OstrichException(
          "There are " + draws + " draws of the transformations: at least 1 is needed.");
    }
  }

  @Override
  public int positions() {
    return draws;
  }

  /** The model's own, which is that of a picture where pixels move. */
  @Override
  public int[] exampleShape(int[] seen) {
    if (spread.moves() && seen.length != 2 && seen.length != 3) {
      throw new OstrichException(
          "Only pictures can be moved, scaled or turned, and the model's input has %d axes beside the batch."
              .formatted(seen.length));
    }
    return seen;
  }

  @Override
  public Operand<TFloat32> shown(Ops tf, Operand<TFloat32> input, Operand<TInt32> draw) {
    Drawing drawing = new Drawing(tf, seed, draw);
    int rank = input.shape().numDimensions();
    Operand<TInt32> shape = tf.shape(input);
    Operand<TInt32> example = tf.stridedSlice(shape, Indices.sliceFrom(1));
    Operand<TInt32> size = tf.stridedSlice(shape, Indices.sliceTo(1));
    Operand<TInt32> whole =
        tf.concat(List.of(size, tf.constant(new int[] {draws}), example), tf.constant(0));
    Operand<TFloat32> drawn =
        spread.moves()
            ? tf.reshape(moved(drawing, input, rank), whole)
            : tf.broadcastTo(tf.expandDims(input, tf.constant(1)), whole);
    if (spread.lights()) {
      Light light = new Light(drawing, spread, bounds);
      drawn = light.clip(light.on(drawn, rank + 1, draws, tf.constant(1f)));
    }
    return tf.reshape(
        drawn, tf.concat(List.of(tf.constant(new int[] {-1}), example), tf.constant(0)));
  }

  private Operand<TFloat32> moved(Drawing drawing, Operand<TFloat32> input, int rank) {
    Ops tf = drawing.tf();
    Operand<TFloat32> picture = rank == 3 ? tf.expandDims(input, tf.constant(-1)) : input;
    int channels = rank == 3 ? 1 : Math.toIntExact(input.shape().get(3));
    Operand<TInt32> shape = tf.shape(picture);
    Pose.Side side =
        new Pose.Side(tf.stridedSlice(shape, Indices.at(1)), tf.stridedSlice(shape, Indices.at(2)));
    Pose pose = Pose.drawn(drawing, spread, draws).onCanvas(side.height(), side.width());
    return pose.sampling(side, side).of(picture, channels);
  }
}
