package street;

import drawing.Brush;

/** A street without anybody: it paints itself, and says where things may stand on it. */
interface Street {
  /** A place on the ground: the column and the row of the picture. */
  record Place(double column, double row) {}

  void paint(Brush brush);

  /** Some place on the road, between two rows where the road allows it. */
  Place onRoad(Brush brush, double first, double last);

  /** Some place on a pavement, between two rows where the pavement allows it. */
  Place onPavement(Brush brush, double first, double last);

  /** Whether traffic crosses the picture, rather than to come and go. */
  boolean crosses();
}
