package org.ostrichml.gradient;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;

/** Images resized and recoloured, complex numbers and Fourier transforms. */
final class ImageFixtures extends Fixtures {
  @Override
  void fill() {
    for (String type : List.of("ResizeBilinear", "ResizeNearestNeighbor", "ResizeBicubic")) {
      for (int[] size : new int[][] {{5, 7}, {2, 3}}) {
        resize(type, size, false, false);
        resize(type, size, true, false);
        resize(type, size, false, true);
      }
    }
    for (String kernel : List.of("triangle", "lanczos3")) {
      for (boolean antialias : new boolean[] {false, true}) {
        scaleAndTranslate(kernel, antialias);
      }
    }
    fourier();
    moved();
    add(
        "CropAndResize",
        Shape.of(2, 4, 4, 2),
        (b, x) ->
            b.op(
                    "CropAndResize",
                    b.single(x),
                    b.single(b.tf.constant(new float[][] {{.1f, .2f, .9f, .8f}, {0, 0, 1.2f, 1}})),
                    b.ints(1, 0),
                    b.ints(3, 2))
                .out());
    add(
        "CropAndResize nearest",
        Shape.of(2, 4, 4, 2),
        (b, x) ->
            b.op(
                    "CropAndResize",
                    b.single(x),
                    b.single(b.tf.constant(new float[][] {{.1f, .2f, .9f, .8f}, {0, 0, 1.2f, 1}})),
                    b.ints(1, 0),
                    b.ints(3, 2))
                .set("method", "nearest")
                .out());
    add(
        "CropAndResize boxes",
        Shape.of(2, 4),
        (b, x) ->
            b.op(
                    "CropAndResize",
                    b.single(b.some(2, 4, 4, 2)),
                    b.single(x),
                    b.ints(1, 0),
                    b.ints(3, 2))
                .out(),
        .1,
        .9);
    add("RGBToHSV", Shape.of(4, 3), (b, x) -> b.op("RGBToHSV", x).out(), .1, .9);
    add("HSVToRGB", Shape.of(4, 3), (b, x) -> b.op("HSVToRGB", x).out(), .1, .9);
    complex("Complex", Shape.of(2, 4), (b, x) -> number(b, x, b.some(2, 4)));
    complex("Complex imaginary part", Shape.of(2, 4), (b, x) -> number(b, b.some(2, 4), x));
    complex("Conj", Shape.of(2, 4), (b, x) -> b.op("Conj", number(b, x, b.some(2, 4))).out());
    complex(
        "Complex square",
        Shape.of(2, 4),
        (b, x) -> b.op("Square", number(b, x, b.some(2, 4))).out());
    complex(
        "Cast to complex",
        Shape.of(2, 4),
        (b, x) -> b.op("Cast", x).set("DstT", DataType.DT_COMPLEX128).out());
    add(
        "ComplexAbs",
        Shape.of(2, 4),
        (b, x) ->
            b.op("ComplexAbs", number(b, x, b.some(2, 4))).set("Tout", DataType.DT_DOUBLE).out());
    add(
        "Angle",
        Shape.of(2, 4),
        (b, x) -> b.op("Angle", number(b, x, b.some(2, 4))).set("Tout", DataType.DT_DOUBLE).out(),
        .1,
        1);
    add(
        "Cast",
        Shape.of(2, 3),
        (b, x) -> b.op("Cast", b.single(x)).set("DstT", DataType.DT_DOUBLE).out());
  }

  private void resize(String type, int[] size, boolean half, boolean corners) {
    add(
        "%s to %dx%d half=%b corners=%b".formatted(type, size[0], size[1], half, corners),
        Shape.of(1, 3, 4, 2),
        (b, x) ->
            b.op(type, b.single(x), b.ints(size))
                .set("half_pixel_centers", half)
                .set("align_corners", corners)
                .out());
  }

  private void scaleAndTranslate(String kernel, boolean antialias) {
    add(
        "ScaleAndTranslate " + kernel + (antialias ? " antialiased" : ""),
        Shape.of(1, 4, 4, 2),
        (b, x) ->
            b.op(
                    "ScaleAndTranslate",
                    b.single(x),
                    b.ints(3, 5),
                    b.tf.constant(new float[] {.7f, 1.3f}),
                    b.tf.constant(new float[] {.2f, -.3f}))
                .set("kernel_type", kernel)
                .set("antialias", antialias)
                .out());
  }

  /** Flips and moves by whole pixels; a resampled gradient is not that of finite differences. */
  private void moved() {
    for (float[] how :
        List.of(
            new float[] {1, 0, 1, 0, 1, -2, 0, 0},
            new float[] {-1, 0, 4, 0, 1, 0, 0, 0},
            new float[] {0, 1, 0, 1, 0, 0, 0, 0})) {
      for (String type : List.of("NEAREST", "BILINEAR")) {
        for (String version : List.of("V2", "V3")) {
          String op = "ImageProjectiveTransform" + version;
          add(
              "%s %s %s".formatted(op, type, Arrays.toString(how)),
              Shape.of(2, 5, 5, 2),
              (b, x) -> moved(b, op, b.single(x), how).set("interpolation", type).out());
        }
      }
    }
  }

  private static OpBench.Raw moved(OpBench b, String op, Operand<?> x, float[] how) {
    Operand<?> transform = b.tf.constant(new float[][] {how});
    OpBench.Raw raw = b.op(op, x, transform, b.ints(4, 6));
    return op.endsWith("V3")
        ? raw.in(b.tf.constant(.5f)).set("fill_mode", "CONSTANT")
        : raw.set("fill_mode", "CONSTANT");
  }

  private void fourier() {
    Shape shape = Shape.of(2, 4);
    for (String dimensions : List.of("", "2D")) {
      for (String type : List.of("FFT" + dimensions, "IFFT" + dimensions)) {
        complex(type, shape, (b, x) -> b.op(type, number(b, x, b.some(2, 4))).out());
      }
    }
    for (String type : List.of("FFT3D", "IFFT3D")) {
      complex(type, Shape.of(2, 2, 2), (b, x) -> b.op(type, number(b, x, b.some(2, 2, 2))).out());
    }
    for (int length = 3; length < 7; length++) {
      inverse("IRFFT", length);
    }
    inverse("IRFFT2D", 2, 5);
    inverse("IRFFT2D", 1, 6);
    forward("RFFT", 4);
    forward("RFFT", 3);
    forward("RFFT2D", 2, 3);
  }

  private void forward(String type, int... length) {
    complex(
        type + " of " + length[length.length - 1],
        Shape.of(2, 4),
        (b, x) -> b.op(type, x, b.ints(length)).set("Tcomplex", DataType.DT_COMPLEX128).out());
  }

  private void inverse(String type, int... length) {
    for (boolean imaginary : new boolean[] {false, true}) {
      add(
          type + " of " + length[length.length - 1] + (imaginary ? " imaginary part" : ""),
          Shape.of(2, 4),
          (b, x) ->
              b.op(
                      type,
                      imaginary ? number(b, b.some(2, 4), x) : number(b, x, b.some(2, 4)),
                      b.ints(length))
                  .set("Treal", DataType.DT_DOUBLE)
                  .out());
    }
  }

  private static Operand<?> number(OpBench b, Operand<?> real, Operand<?> imaginary) {
    return b.op("Complex", real, imaginary).set("Tout", DataType.DT_COMPLEX128).out();
  }

  private void complex(String name, Shape shape, OpBench.Function op) {
    for (String part : List.of("Real", "Imag")) {
      add(
          name + ", " + part,
          shape,
          (b, x) -> b.op(part, op.of(b, x)).set("Tout", DataType.DT_DOUBLE).out());
    }
  }
}
