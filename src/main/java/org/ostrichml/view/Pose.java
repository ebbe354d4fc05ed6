package org.ostrichml.view;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How a picture lies on a canvas at each position, [P] each: where its centre is, in pixels of the
 * canvas, how large it is there and by how much it is turned.
 *
 * @param tf where the ops go
 * @param row of the centre
 * @param column of the centre
 * @param scale how many pixels of the canvas one of the picture is
 * @param angle in radians
 */
record Pose(
    Ops tf,
    Operand<TFloat32> row,
    Operand<TFloat32> column,
    Operand<TFloat32> scale,
    Operand<TFloat32> angle) {

  /** Scales and angles as they are drawn, with the centre at 0. */
  static Pose drawn(Drawing drawing, Spread spread, int positions) {
    Ops tf = drawing.tf();
    Drawing.Columns columns = drawing.uniform(Drawing.Of.POSE, positions, 4);
    return new Pose(
        tf,
        columns.get(0, spread.shift()),
        columns.get(1, spread.shift()),
        tf.math.exp(columns.get(2, (float) Math.log1p(spread.scale()))),
        columns.get(3, (float) Math.toRadians(spread.rotation())));
  }

  /** The same pose with its centre elsewhere. */
  Pose at(Operand<TFloat32> otherRow, Operand<TFloat32> otherColumn) {
    return new Pose(tf, otherRow, otherColumn, scale, angle);
  }

  /**
   * This pose with its centre, which was in parts of the sides from the middle of the canvas, in
   * pixels.
   */
  Pose onCanvas(Operand<TInt32> height, Operand<TInt32> width) {
    return at(fromMiddle(height, row), fromMiddle(width, column));
  }

  private Operand<TFloat32> fromMiddle(Operand<TInt32> side, Operand<TFloat32> parts) {
    Operand<TFloat32> pixels = tf.dtypes.cast(side, TFloat32.class);
    return tf.math.add(middle(tf, side), tf.math.mul(parts, pixels));
  }

  private static Operand<TFloat32> middle(Ops tf, Operand<TInt32> side) {
    Operand<TFloat32> pixels = tf.dtypes.cast(side, TFloat32.class);
    return tf.math.mul(tf.math.sub(pixels, tf.constant(1f)), tf.constant(0.5f));
  }

  /**
   * Where the picture's pixels lie that the canvas shows.
   *
   * @param source height and width of the picture
   * @param canvas height and width of the canvas
   */
  Sampling sampling(Side source, Side canvas) {
    Operand<TFloat32> down = from(canvas.height(), row, 1, -1, 1);
    Operand<TFloat32> right = from(canvas.width(), column, 1, 1, -1);
    Operand<TFloat32> cosine = each(tf.math.div(tf.math.cos(angle), scale));
    Operand<TFloat32> sine = each(tf.math.div(tf.math.sin(angle), scale));
    Operand<TFloat32> rows =
        tf.math.add(
            tf.math.add(tf.math.mul(cosine, down), tf.math.mul(sine, right)),
            middle(tf, source.height()));
    Operand<TFloat32> columns =
        tf.math.add(
            tf.math.sub(tf.math.mul(cosine, right), tf.math.mul(sine, down)),
            middle(tf, source.width()));
    return Sampling.of(tf, rows, columns, source);
  }

  /** How far the pixels along one side are from the centre, [P, H, 1] or [P, 1, W]. */
  private Operand<TFloat32> from(Operand<TInt32> side, Operand<TFloat32> centre, int... shape) {
    Operand<TFloat32> pixels =
        tf.dtypes.cast(tf.range(tf.constant(0), side, tf.constant(1)), TFloat32.class);
    return tf.math.sub(tf.reshape(pixels, tf.constant(shape)), each(centre));
  }

  private Operand<TFloat32> each(Operand<TFloat32> perPosition) {
    return tf.reshape(perPosition, tf.constant(new int[] {-1, 1, 1}));
  }

  /** Height and width in pixels, scalars. */
  record Side(Operand<TInt32> height, Operand<TInt32> width) {}
}
