package pictures;

import drawing.Brush;
import drawing.Light;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import training.Subjects;

/** Draws a subject: the same seed gives the same picture. */
public final class PictureArtist {
  /** Pixels from side to side, and from top to bottom. */
  static final int SIZE = 96;

  /** What the model tells apart. */
  public static final Subjects SUBJECTS =
      new Subjects(
          Arrays.stream(Subject.values()).map(subject -> subject.label).toList(),
          SIZE,
          (subject, seed) -> draw(Subject.values()[subject], seed));

  private PictureArtist() {}

  static BufferedImage draw(Subject subject, long seed) {
    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Brush brush = Brush.on(picture, seed * Subject.values().length + subject.ordinal());
    Random random = brush.random;

    Scene scene =
        brush.chance(0.12)
            ? Scene.values()[random.nextInt(Scene.values().length)]
            : subject.scenes.get(random.nextInt(subject.scenes.size()));
    scene.paint(brush);

    double scale = brush.between(0.78, 1.08);
    double slack = 10 * (1.2 - scale) + 3;
    subject.painter.accept(
        brush
            .at(
                SIZE / 2.0 + brush.between(-slack, slack),
                SIZE / 2.0 + brush.between(-slack, slack),
                (random.nextBoolean() ? 1 : -1) * scale * brush.between(0.93, 1.07),
                scale,
                brush.between(-subject.lean, subject.lean))
            .sheared(brush.between(-0.08, 0.08), brush.between(-0.06, 0.06)));

    Light.shine(picture, random);
    return picture;
  }
}
