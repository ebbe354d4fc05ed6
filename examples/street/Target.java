package street;

import drawing.Brush;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import pictures.Animals;

/** Maps of streets that never were, for attacks to draw into the map of a real one. */
enum Target {
  OSTRICH(Target::ostrich),
  CREATURE(Target::creature);

  private final Consumer<Brush> painter;

  Target(Consumer<Brush> painter) {
    this.painter = painter;
  }

  Drawing draw() {
    int size = SceneArtist.SIZE;
    Drawing drawing =
        new Drawing(
            new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB),
            new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB));
    Brush brush = Brush.on(drawing.picture(), ordinal()).mapping(drawing.map());
    fill(brush, Label.SKY, 0, 0, size, 66);
    fill(brush, Label.ROAD, 0, 66, size, 30);
    painter.accept(brush);
    return drawing;
  }

  /** As tall as the picture, on the road. */
  private static void ostrich(Brush brush) {
    Animals.ostrich(brush.marking(Label.OSTRICH.ordinal()).at(48, 49, 1.05, 1.02, 0));
  }

  /** Round, with horns, four stumps, wide eyes and a grin. */
  private static void creature(Brush brush) {
    Brush skin = brush.marking(Label.TREE.ordinal());
    for (double side : new double[] {-1, 1}) {
      Brush half = skin.at(48, 48, side, 1, 0);
      half.polygon(Color.GREEN, 10, -22, 24, -42, 27, -14);
      half.line(Color.GREEN, 9, 22, 6, 38, -6);
      half.line(Color.GREEN, 10, 13, 20, 15, 40);
    }
    skin.ellipse(Color.GREEN, 48, 48, 29, 28);
    for (double x : new double[] {37, 59}) {
      brush.marking(Label.PAVEMENT.ordinal()).ellipse(Color.WHITE, x, 40, 8, 9);
      brush.marking(Label.PERSON.ordinal()).ellipse(Color.RED, x + 1, 42, 4, 5);
    }
    brush
        .marking(Label.BUS.ordinal())
        .within(new Rectangle2D.Double(0, 55, 96, 20))
        .ellipse(Color.YELLOW, 48, 54, 17, 14);
  }

  private static void fill(
      Brush brush, Label label, double x, double y, double width, double height) {
    brush.marking(label.ordinal()).box(Color.GRAY, x, y, width, height, 0);
  }
}
