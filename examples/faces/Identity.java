package faces;

import static faces.Eyes.BLUE;
import static faces.Eyes.GREEN;
import static faces.Eyes.HAZEL;
import static faces.Eyes.NEAR;
import static faces.Eyes.WIDE;
import static faces.Mouth.BROAD;
import static faces.Mouth.FULL;
import static faces.Mouth.NARROW;
import static faces.Mouth.THIN;

import faces.Eyes.Cut;
import faces.Hair.Shade;
import faces.Hair.Style;
import faces.Head.Build;
import faces.Head.Skin;

/**
 * Made-up people; the ordinal is the model's class index. Every trait is shared by several, so that
 * no trait alone tells who it is.
 */
enum Identity {
  ADA(
      "Ada",
      new Head(Build.OVAL, Skin.FAIR, 0.9, true),
      new Hair(Style.LONG, Shade.RED),
      new Eyes(NEAR, Cut.ALMOND, GREEN, 1.2, 1.2),
      Nose.SNUB,
      new Mouth(NARROW, FULL),
      Beard.NONE),
  BEN(
      "Ben",
      new Head(Build.SQUARE, Skin.FAIR, 1.2, false),
      new Hair(Style.CURLY, Shade.BLOND),
      new Eyes(WIDE, Cut.ALMOND, BLUE, 2.6, 0.2),
      Nose.LONG,
      new Mouth(BROAD, THIN),
      Beard.FULL),
  CLEO(
      "Cleo",
      new Head(Build.HEART, Skin.DARK, 0.9, false),
      new Hair(Style.BUN, Shade.BLACK),
      new Eyes(WIDE, Cut.ROUND, HAZEL, 1.2, 1.2),
      Nose.BROAD,
      new Mouth(BROAD, FULL),
      Beard.NONE),
  DARIO(
      "Dario",
      new Head(Build.LONG, Skin.OLIVE, 1.2, false),
      new Hair(Style.CURLY, Shade.BLACK),
      new Eyes(NEAR, Cut.DROOPING, HAZEL, 2.6, 0.2),
      Nose.LONG,
      new Mouth(NARROW, FULL),
      Beard.STUBBLE),
  ELLA(
      "Ella",
      new Head(Build.ROUND, Skin.FAIR, 0.9, true),
      new Hair(Style.FRINGE, Shade.BLOND),
      new Eyes(WIDE, Cut.ROUND, BLUE, 1.2, 1.2),
      Nose.SNUB,
      new Mouth(BROAD, THIN),
      Beard.NONE),
  FARID(
      "Farid",
      new Head(Build.OVAL, Skin.BROWN, 1.2, false),
      new Hair(Style.BALD, Shade.GREY),
      new Eyes(WIDE, Cut.DROOPING, GREEN, 2.6, 0.2),
      Nose.BROAD,
      new Mouth(BROAD, THIN),
      Beard.FULL),
  GWEN(
      "Gwen",
      new Head(Build.LONG, Skin.FAIR, 0.9, false),
      new Hair(Style.FRINGE, Shade.GREY),
      new Eyes(NEAR, Cut.DROOPING, BLUE, 1.2, 1.2),
      Nose.LONG,
      new Mouth(NARROW, THIN),
      Beard.NONE),
  HIRO(
      "Hiro",
      new Head(Build.ROUND, Skin.OLIVE, 1.2, false),
      new Hair(Style.SPIKY, Shade.BLACK),
      new Eyes(WIDE, Cut.ALMOND, HAZEL, 2.6, 0.2),
      Nose.SNUB,
      new Mouth(NARROW, THIN),
      Beard.MOUSTACHE),
  INES(
      "Ines",
      new Head(Build.HEART, Skin.OLIVE, 0.9, true),
      new Hair(Style.LONG, Shade.BROWN),
      new Eyes(NEAR, Cut.ROUND, GREEN, 2.6, 1.2),
      Nose.LONG,
      new Mouth(BROAD, FULL),
      Beard.NONE),
  JOMO(
      "Jomo",
      new Head(Build.SQUARE, Skin.DARK, 1.2, false),
      new Hair(Style.BALD, Shade.BLACK),
      new Eyes(NEAR, Cut.ROUND, HAZEL, 2.6, 0.2),
      Nose.BROAD,
      new Mouth(NARROW, FULL),
      Beard.STUBBLE),
  KAYA(
      "Kaya",
      new Head(Build.ROUND, Skin.BROWN, 0.9, false),
      new Hair(Style.BUN, Shade.BROWN),
      new Eyes(NEAR, Cut.ALMOND, HAZEL, 1.2, 1.2),
      Nose.BROAD,
      new Mouth(BROAD, FULL),
      Beard.NONE),
  LEIF(
      "Leif",
      new Head(Build.SQUARE, Skin.FAIR, 1.2, true),
      new Hair(Style.SPIKY, Shade.RED),
      new Eyes(NEAR, Cut.ROUND, BLUE, 2.6, 1.2),
      Nose.SNUB,
      new Mouth(NARROW, THIN),
      Beard.MOUSTACHE);

  /** The name, as it stands in the model's labels.txt. */
  final String label;

  final Head head;
  final Hair hair;
  final Eyes eyes;
  final Nose nose;
  final Mouth mouth;
  final Beard beard;

  Identity(String label, Head head, Hair hair, Eyes eyes, Nose nose, Mouth mouth, Beard beard) {
    this.label = label;
    this.head = head;
    this.hair = hair;
    this.eyes = eyes;
    this.nose = nose;
    this.mouth = mouth;
    this.beard = beard;
  }
}
