package faces;

import drawing.Brush;
import drawing.Light;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.Function;
import pictures.Scene;
import training.Subjects;

/** Draws the face of an identity: the same seed gives the same picture. */
final class Portrait {
  /** Pixels from side to side, and from top to bottom. */
  static final int SIZE = 96;

  /** What the model tells apart. */
  static final Subjects SUBJECTS =
      new Subjects(
          Arrays.stream(Identity.values()).map(identity -> identity.label).toList(),
          SIZE,
          (subject, seed) -> draw(Identity.values()[subject], seed));

  private Portrait() {}

  /** A face in any pose, with glasses now and then. */
  static BufferedImage draw(Identity identity, long seed) {
    return draw(identity, seed, Pose::free, 0.3);
  }

  /** A face that is nearly in the canonical pose, without glasses. */
  static BufferedImage drawNear(Identity identity, long seed) {
    return draw(identity, seed, Pose::near, 0);
  }

  private static BufferedImage draw(
      Identity identity, long seed, Function<Brush, Pose> pose, double glasses) {
    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Brush brush = Brush.on(picture, seed * Identity.values().length + identity.ordinal());
    Scene[] scenes = Scene.values();
    scenes[brush.random.nextInt(scenes.length)].paint(brush);

    Brush face = pose.apply(brush).place(brush);
    paint(face, identity, Mood.any(brush));
    if (brush.chance(glasses)) {
      Glasses.ordinary(brush)
          .paint(face, brush.oneOf(0x1C1C20, 0x4A3018, 0x8A2A2A, 0x2A4A7A, 0xB09040, 0x9A9AA0));
    }
    Light.shine(picture, brush.random);
    return picture;
  }

  private static void paint(Brush brush, Identity identity, Mood mood) {
    Head head = identity.head;
    Color skin = brush.near(head.skin().rgb, 9);
    Color hair = brush.near(identity.hair.shade().rgb, 9);
    identity.hair.paintBehind(brush, hair, head.build().width);
    bust(brush, skin);
    head.paint(brush, skin);
    identity.nose.paint(brush, skin);
    identity.beard.paint(brush, head.build(), hair);
    identity.mouth.paint(brush, mood, skin, head.build().chin);
    identity.eyes.paint(brush, mood, skin, hair);
    identity.hair.paintOver(brush, hair, head.build().width);
  }

  /** Neck and shoulders. */
  private static void bust(Brush brush, Color skin) {
    brush.box(Brush.lit(skin, 0.8), -10, 14, 20, 44, 6);
    Color cloth = brush.oneOf(0x34496E, 0x8C3A3A, 0x3F6E4E, 0xD8D4CC, 0x2B2B30, 0xC79A3C, 0x74568C);
    brush.box(cloth, -36, 41, 72, 60, 30);
    if (brush.chance(0.4)) {
      Color stripe = Brush.lit(cloth, brush.chance(0.5) ? 0.7 : 1.4);
      for (double x = -32; x < 34; x += 8) {
        brush.line(stripe, 2, x, 46, x, 90);
      }
    }
  }
}
