package pictures;

import static pictures.PictureArtist.SIZE;

import drawing.Brush;
import java.awt.Color;
import java.util.function.Consumer;

/** Where a picture is taken: fills the whole frame and strews about what is found there. */
public enum Scene {
  SKY(
      brush -> {
        Scenery.sky(brush, SIZE);
        Scenery.clouds(brush, 2 + brush.random.nextInt(4), SIZE);
        Scenery.birds(brush);
        if (brush.chance(0.4)) {
          Scenery.hills(brush, brush.between(80, 90));
        }
      }),
  MEADOW(brush -> Scenery.land(brush, brush.oneOf(0x5C9A3E, 0x7DB04B, 0x4A8438), 0.7)),
  SAVANNA(brush -> Scenery.land(brush, brush.oneOf(0xC9A860, 0xB8944F, 0xD4BC7A), 0.25)),
  FOREST(Scenery::forest),
  STREET(Town::street),
  SEA(Water::sea),
  UNDERWATER(Water::underwater),
  ROOM(
      brush -> {
        Interiors.wall(brush, SIZE);
        double floor = brush.between(74, 100);
        Interiors.planks(brush, floor);
        brush.box(brush.oneOf(0xF0ECE0, 0x8A6F52), 0, floor - 3, SIZE, 4, 0);
        Interiors.furniture(brush, floor);
      }),
  TABLE(
      brush -> {
        Interiors.wall(brush, SIZE);
        double edge = brush.between(48, 66);
        Color wood = brush.oneOf(0x9C6B3F, 0xC89B6A, 0x6B4A32, 0xD8D2C8);
        brush.box(
            Brush.blend(Brush.lit(wood, 0.8), 0, edge, Brush.lit(wood, 1.1), 0, SIZE),
            0,
            edge,
            SIZE,
            SIZE,
            0);
        Interiors.grain(brush, wood, edge);
        Interiors.things(brush, edge);
      }),
  FLOOR(
      brush -> {
        if (brush.chance(0.5)) {
          Interiors.planks(brush, 0);
        } else {
          Interiors.tiles(brush);
        }
      });

  private final Consumer<Brush> painter;

  Scene(Consumer<Brush> painter) {
    this.painter = painter;
  }

  /** Fills the picture. */
  public void paint(Brush brush) {
    painter.accept(brush);
  }
}
