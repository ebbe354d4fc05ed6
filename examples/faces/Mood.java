package faces;

import drawing.Brush;

/**
 * What a face does at the moment, whosever it is.
 *
 * @param smile from -1, the corners of the mouth down, to 1, up
 * @param open how far the mouth stands open, from 0 to 1
 * @param brows how far they are raised, from -1 to 1
 * @param gazeX where the eyes look, from -1, left, to 1, right
 * @param gazeY from -1, up, to 1, down
 * @param lids how far the eyes are open; 1 is as wide as they are made
 */
record Mood(double smile, double open, double brows, double gazeX, double gazeY, double lids) {
  static Mood any(Brush brush) {
    return new Mood(
        brush.between(-0.6, 1),
        brush.chance(0.3) ? brush.between(0.2, 1) : 0,
        brush.between(-1, 1),
        brush.between(-1, 1),
        brush.between(-0.6, 0.8),
        brush.between(0.7, 1.05));
  }
}
