package street;

import drawing.Brush;
import drawing.Light;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import pictures.Animals;
import pictures.Scenery;

/** Draws a street with whoever is on it, and what is where: the same seed gives the same street. */
final class SceneArtist {
  /** Pixels from side to side, and from top to bottom. */
  static final int SIZE = 96;

  /** The least height in pixels of a person or an ostrich. */
  private static final double LEAST = 22;

  private final Brush brush;
  private final View view;
  private final Street street;
  private final List<Thing> things = new ArrayList<>();

  /** Something that stands on the ground, and the row in which it does. */
  private record Thing(double row, Consumer<Brush> painter) {}

  private SceneArtist(Brush brush) {
    this.brush = brush;
    view = View.choose(brush);
    street = brush.chance(0.5) ? Avenue.choose(brush, view) : Terrace.choose(brush, view);
  }

  static Drawing draw(long seed) {
    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    BufferedImage map = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Brush brush = Brush.on(picture, seed).mapping(map);
    new SceneArtist(brush).paint();
    Light.shine(picture, brush.random);
    Mist.veil(picture, brush.random);
    return new Drawing(picture, map);
  }

  private void paint() {
    Brush sky = brush.marking(Label.SKY.ordinal());
    Ground.sky(sky, view.horizon() + 2);
    Scenery.clouds(sky, brush.random.nextInt(5), view.horizon());
    Ground.skyline(brush, view.horizon());
    street.paint(brush);
    shade();
    gather();
    things.sort(Comparator.comparingDouble(Thing::row));
    things.forEach(thing -> thing.painter.accept(brush));
    wires();
  }

  private void gather() {
    double first = near(LEAST / 1.6);
    double last = Math.max(first, SIZE + 4);
    for (int i = brush.random.nextInt(4); i > 0; i--) {
      tree(street.onPavement(brush, near(2), near(14)));
    }
    for (int i = brush.chance(0.8) ? 1 + brush.random.nextInt(2) : 0; i > 0; i--) {
      bus(street.onRoad(brush, near(4), near(street.crosses() ? 10 : 14)));
    }
    for (int i = 1 + brush.random.nextInt(4); i > 0; i--) {
      stand(Label.PERSON, place(0.7, first, last), brush.between(1.5, 1.95), People::person);
    }
    for (int i = brush.chance(0.85) ? 1 + brush.random.nextInt(2) : 0; i > 0; i--) {
      stand(Label.OSTRICH, place(0.5, first, last), brush.between(2, 2.8), Animals::ostrich);
    }
  }

  /** The row in which a metre takes so many pixels. */
  private double near(double pixels) {
    return view.horizon() + pixels * view.height();
  }

  private Street.Place place(double pavement, double first, double last) {
    return brush.chance(pavement)
        ? street.onPavement(brush, first, last)
        : street.onRoad(brush, first, last);
  }

  /** Something of 84 units about the origin, as tall as {@code metres}. */
  private void stand(Label label, Street.Place place, double metres, Consumer<Brush> painter) {
    double scale = Math.max(LEAST, metres * view.metre(place.row())) / 84;
    double turn = brush.chance(0.5) ? -scale : scale;
    double lean = brush.between(-4, 4);
    things.add(
        new Thing(
            place.row(),
            all ->
                painter.accept(
                    all.marking(label.ordinal())
                        .at(place.column(), place.row() - 42 * scale, turn, scale, lean))));
  }

  private void tree(Street.Place place) {
    double scale = brush.between(3.5, 9) * view.metre(place.row()) / 22;
    double width = scale * brush.between(0.8, 1.4);
    double column = place.column();
    things.add(
        new Thing(
            place.row(),
            all -> {
              Brush tree =
                  all.marking(Label.TREE.ordinal()).at(column, place.row(), width, scale, 0);
              tree.shadow(0, 0, 6, 0.8);
              Scenery.tree(tree, 0, 0, 1);
            }));
  }

  private void bus(Street.Place place) {
    double scale = brush.between(2.8, 3.4) * view.metre(place.row()) / (street.crosses() ? 46 : 52);
    double turn = brush.chance(0.5) ? -scale : scale;
    Consumer<Brush> painter =
        !street.crosses()
            ? Buses::front
            : brush.chance(0.4) ? pictures.Street::schoolBus : Buses::side;
    things.add(
        new Thing(
            place.row(),
            all ->
                painter.accept(
                    all.marking(Label.BUS.ordinal())
                        .at(
                            place.column(),
                            place.row() - 26 * scale,
                            turn,
                            scale,
                            brush.between(-1, 1)))));
  }

  /** The shadow of what stands behind the camera. */
  private void shade() {
    if (brush.chance(0.35)) {
      double x = brush.between(-20, SIZE);
      double width = brush.between(15, 60);
      double slope = brush.between(-30, 30);
      brush.polygon(
          new Color(10, 10, 30, 70),
          x,
          view.horizon() + 6,
          x + width,
          view.horizon() + 6,
          x + width + slope,
          SIZE,
          x + slope,
          SIZE);
    }
  }

  private void wires() {
    for (int i = brush.chance(0.3) ? 1 + brush.random.nextInt(3) : 0; i > 0; i--) {
      double left = brush.between(0, 34);
      double right = brush.between(0, 34);
      brush.curve(
          new Color(30, 30, 34, 120), 0.7, 0, left, 48, (left + right) / 2 + 6, SIZE, right);
    }
  }
}
