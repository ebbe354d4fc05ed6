package street;

import drawing.Brush;
import java.awt.Color;
import java.awt.geom.Rectangle2D;

/**
 * A street that runs across the picture, before a row of houses.
 *
 * @param view of the camera
 * @param base the row in which the houses stand
 * @param kerb the row in which the road begins
 * @param edge the row in which it ends, before the near pavement; may lie below the picture
 */
record Terrace(View view, double base, double kerb, double edge) implements Street {
  static Terrace choose(Brush brush, View view) {
    double base = view.horizon() + view.height() * brush.between(2.2, 6);
    double kerb = base + brush.between(4, 14);
    return new Terrace(view, base, kerb, kerb + brush.between(16, 60));
  }

  @Override
  public void paint(Brush brush) {
    int size = SceneArtist.SIZE;
    Color pavement = Ground.pavement(brush);
    Brush slabs = brush.marking(Label.PAVEMENT.ordinal());
    slabs.box(
        Brush.blend(pavement, 0, base, Brush.lit(pavement, 1.08), 0, size),
        0,
        view.horizon() + 1,
        size,
        size,
        0);
    houses(brush.marking(Label.BUILDING.ordinal()));
    for (double x = brush.between(-8, 0); x < size; x += brush.between(5, 9)) {
      double slope = (x - view.vanishing()) / (base - view.horizon());
      slabs.line(
          Brush.clear(Brush.lit(pavement, 0.7), 0.35),
          0.6,
          x,
          base,
          x + slope * (size - base),
          size);
    }
    Ground.wear(brush, pavement, base);
    road(brush.marking(Label.ROAD.ordinal()), Brush.lit(pavement, brush.between(0.8, 1.2)));
  }

  private void houses(Brush brush) {
    double metre = view.metre(base);
    double gaps = brush.between(0, 0.35);
    for (double x = -brush.between(0, 20); x < SceneArtist.SIZE; ) {
      double width = metre * brush.between(4, 12);
      Facades.house(brush, x, base, width, metre * brush.between(4, 15), metre);
      x += width + (brush.chance(gaps) ? metre * brush.between(0.8, 4) : 0);
    }
  }

  private void road(Brush brush, Color stone) {
    int size = SceneArtist.SIZE;
    Color tar = Ground.road(brush);
    double end = Math.min(edge, size);
    brush.box(
        Brush.blend(Brush.lit(tar, 1.15), 0, kerb, Brush.lit(tar, 0.85), 0, end),
        0,
        kerb,
        size,
        end - kerb,
        0);
    Brush border = brush.marking(Label.PAVEMENT.ordinal());
    border.box(stone, 0, kerb - 1, size, 1.2, 0);
    border.box(stone, 0, edge, size, 1.6, 0);
    Color line = Ground.line(brush);
    double lane = kerb + (edge - kerb) * brush.between(0.35, 0.6);
    double slope = brush.between(-1, 1);
    for (double x = brush.between(-16, 0); x < size; x += 20) {
      brush.polygon(line, x, lane, x + 10, lane, x + 10 + slope, lane + 1.6, x + slope, lane + 1.6);
    }
    Ground.wear(brush.within(new Rectangle2D.Double(0, kerb, size, end - kerb)), tar, kerb);
  }

  @Override
  public Place onRoad(Brush brush, double first, double last) {
    return place(brush, Math.max(first, kerb + 1), Math.min(last, edge));
  }

  @Override
  public Place onPavement(Brush brush, double first, double last) {
    return edge < last && brush.chance(0.4)
        ? place(brush, Math.max(first, edge), last)
        : place(brush, Math.max(first, base + 1), kerb);
  }

  private Place place(Brush brush, double from, double to) {
    return new Place(
        brush.between(2, SceneArtist.SIZE - 2), brush.between(from, Math.max(from, to)));
  }

  @Override
  public boolean crosses() {
    return true;
  }
}
