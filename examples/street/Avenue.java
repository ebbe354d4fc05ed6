package street;

import drawing.Brush;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/**
 * A street that leads away from the camera, with walls on both sides.
 *
 * @param view of the camera
 * @param left where the road begins, in metres to the side of the camera
 * @param right where it ends
 * @param kerb the width of each pavement
 * @param far the row in which the street ends
 */
record Avenue(View view, double left, double right, double kerb, double far) implements Street {
  static Avenue choose(Brush brush, View view) {
    double left = brush.between(-8, -2);
    return new Avenue(
        view,
        left,
        left + brush.between(6, 11),
        brush.between(1.6, 4.5),
        view.horizon() + brush.between(2, 7));
  }

  @Override
  public void paint(Brush brush) {
    int size = SceneArtist.SIZE;
    Color pavement = Ground.pavement(brush);
    Brush slabs = brush.marking(Label.PAVEMENT.ordinal());
    slabs.box(
        Brush.blend(Brush.lit(pavement, 0.95), 0, far, Brush.lit(pavement, 1.05), 0, size),
        0,
        view.horizon() + 1,
        size,
        size,
        0);
    end(brush);
    for (double side : new double[] {left - kerb, left, right, right + kerb}) {
      slabs.line(
          Brush.clear(Brush.lit(pavement, 0.7), 0.4),
          0.6,
          view.column(side, far),
          far,
          view.column(side, size),
          size);
    }
    for (double row = far; row < size; row = view.horizon() + (row - view.horizon()) * 1.25) {
      slabs.line(Brush.clear(Brush.lit(pavement, 0.7), 0.3), 0.5, 0, row, size, row);
    }
    walls(brush, left - kerb);
    walls(brush, right + kerb);
    road(brush.marking(Label.ROAD.ordinal()));
    Ground.wear(brush, pavement, view.horizon() + 8);
  }

  private void end(Brush brush) {
    Brush houses = brush.marking(Label.BUILDING.ordinal());
    double metre = view.metre(far);
    double last = view.column(right + kerb, far) + 6;
    for (double x = view.column(left - kerb, far) - 6; x < last; ) {
      double width = brush.between(6, 16);
      if (brush.chance(0.7)) {
        Facades.house(houses, x, far + 0.5, width, brush.between(4, 20), Math.max(0.8, metre));
      }
      x += width;
    }
  }

  /** The houses on one side, the farthest first. */
  private void walls(Brush brush, double side) {
    if (brush.chance(0.08)) {
      return;
    }
    Brush houses = brush.marking(Label.BUILDING.ordinal());
    double near = SceneArtist.SIZE * 1.6;
    double row = far;
    while (row < near) {
      double next =
          Math.min(near, view.horizon() + (row - view.horizon()) * brush.between(1.3, 2.2));
      if (brush.chance(0.9)) {
        Facades.wall(houses, view, side, row, next, brush.between(5, 18));
      }
      row = next;
    }
  }

  private void road(Brush brush) {
    int size = SceneArtist.SIZE;
    Color tar = Ground.road(brush);
    view.ground(
        brush,
        Brush.blend(Brush.lit(tar, 1.2), 0, far, Brush.lit(tar, 0.85), 0, size),
        left,
        right,
        far,
        size + 1);
    Color line = Ground.line(brush);
    double middle = (left + right) / 2 + brush.between(-1, 1);
    double begin = view.distance(far);
    boolean dashed = brush.chance(0.7);
    for (double away = 2; away < begin; away += dashed ? 5 : 2) {
      double near = view.horizon() + (far - view.horizon()) * begin / away;
      double end = view.horizon() + (far - view.horizon()) * begin / (away + 2);
      view.ground(brush, line, middle - 0.1, middle + 0.1, end, near);
    }
    if (brush.chance(0.3)) {
      double row = brush.between(view.horizon() + 16, size);
      double next = view.row(row, row + 12, 1);
      for (double stripe = left + 0.3; stripe < right - 0.5; stripe += 1.1) {
        view.ground(brush, line, stripe, stripe + 0.55, row, next);
      }
    }
    Ground.wear(brush.within(shape()), tar, view.horizon() + 6);
  }

  private Shape shape() {
    int size = SceneArtist.SIZE;
    Path2D road =
        Brush.path(
            view.column(left, far),
            far,
            view.column(right, far),
            far,
            view.column(right, size),
            size,
            view.column(left, size),
            size);
    road.closePath();
    return road;
  }

  @Override
  public Place onRoad(Brush brush, double first, double last) {
    return place(brush, left + 0.8, right - 0.8, first, last);
  }

  @Override
  public Place onPavement(Brush brush, double first, double last) {
    return brush.chance(0.5)
        ? place(brush, left - kerb * 0.9, left - 0.2, first, last)
        : place(brush, right + 0.2, right + kerb * 0.9, first, last);
  }

  /** Some place between two sides that can be seen, if there is one. */
  private Place place(Brush brush, double from, double to, double first, double last) {
    double row = brush.between(first, last);
    double lowest = Math.min(Math.max(view.column(from, row), 0), SceneArtist.SIZE - 5.0);
    double highest = Math.max(Math.min(view.column(to, row), SceneArtist.SIZE), 5);
    return new Place(brush.between(lowest, highest), row);
  }

  @Override
  public boolean crosses() {
    return false;
  }
}
