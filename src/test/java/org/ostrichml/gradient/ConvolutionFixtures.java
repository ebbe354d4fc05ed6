package org.ostrichml.gradient;

import org.tensorflow.ndarray.Shape;

/** Convolutions, their transposes, pooling and windows. */
final class ConvolutionFixtures extends Fixtures {
  @Override
  void fill() {
    add(
        "Conv2D dilated strided explicit",
        Shape.of(1, 5, 6, 1),
        (b, x) ->
            b.op("Conv2D", x, b.some(2, 2, 1, 2))
                .set("strides", 1, 2, 1, 1)
                .set("padding", "EXPLICIT")
                .set("explicit_paddings", 0, 0, 1, 0, 0, 2, 0, 0)
                .set("dilations", 1, 2, 3, 1)
                .out());
    add(
        "Conv2D dilated strided same",
        Shape.of(2, 6, 5, 1),
        (b, x) ->
            b.op("Conv2D", x, b.some(3, 2, 1, 2))
                .set("strides", 1, 2, 3, 1)
                .set("padding", "SAME")
                .set("dilations", 1, 2, 3, 1)
                .out());
    add(
        "Conv2D dilated grouped",
        Shape.of(1, 5, 5, 4),
        (b, x) ->
            b.op("Conv2D", x, b.some(3, 3, 2, 2))
                .set("strides", 1, 1, 1, 1)
                .set("padding", "SAME")
                .set("dilations", 1, 2, 2, 1)
                .out());
    add(
        "Conv2DBackpropInput explicit",
        Shape.of(1, 4, 3, 2),
        (b, x) ->
            b.op("Conv2DBackpropInput", b.ints(1, 4, 4, 1), b.some(2, 3, 1, 2), x)
                .set("strides", 1, 1, 1, 1)
                .set("padding", "EXPLICIT")
                .set("explicit_paddings", 0, 0, 1, 0, 0, 1, 0, 0)
                .out());
    add(
        "MaxPool3DGrad",
        Shape.of(1, 2, 3, 2, 2),
        (b, x) ->
            b.op(
                    "MaxPool3DGrad",
                    b.single(b.some(1, 3, 3, 3, 2)),
                    b.op("MaxPool3D", b.single(b.some(1, 3, 3, 3, 2)))
                        .set("ksize", 1, 2, 2, 2, 1)
                        .set("strides", 1, 2, 1, 2, 1)
                        .set("padding", "SAME")
                        .out(),
                    b.single(x))
                .set("ksize", 1, 2, 2, 2, 1)
                .set("strides", 1, 2, 1, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "Conv2D strided input",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("Conv2D", x, b.some(3, 3, 2, 2))
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "Conv2D strided filter",
        Shape.of(3, 3, 2, 2),
        (b, x) ->
            b.op("Conv2D", b.some(1, 5, 5, 2), x)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "Conv2D dilated input",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("Conv2D", x, b.some(2, 2, 2, 2))
                .set("strides", 1, 1, 1, 1)
                .set("padding", "VALID")
                .set("dilations", 1, 2, 2, 1)
                .out());
    add(
        "Conv2D dilated filter",
        Shape.of(2, 2, 2, 2),
        (b, x) ->
            b.op("Conv2D", b.some(1, 5, 5, 2), x)
                .set("strides", 1, 1, 1, 1)
                .set("padding", "VALID")
                .set("dilations", 1, 2, 2, 1)
                .out());
    add(
        "Conv2D explicit input",
        Shape.of(1, 4, 4, 2),
        (b, x) ->
            b.op("Conv2D", x, b.some(3, 3, 2, 1))
                .set("strides", 1, 1, 1, 1)
                .set("padding", "EXPLICIT")
                .set("explicit_paddings", 0, 0, 1, 0, 0, 2, 0, 0)
                .out());
    add(
        "Conv2D explicit filter",
        Shape.of(3, 3, 2, 1),
        (b, x) ->
            b.op("Conv2D", b.some(1, 4, 4, 2), x)
                .set("strides", 1, 1, 1, 1)
                .set("padding", "EXPLICIT")
                .set("explicit_paddings", 0, 0, 1, 0, 0, 2, 0, 0)
                .out());
    add(
        "Conv2D grouped input",
        Shape.of(1, 4, 4, 4),
        (b, x) ->
            b.op("Conv2D", x, b.some(2, 2, 2, 4))
                .set("strides", 1, 1, 1, 1)
                .set("padding", "VALID")
                .out());
    for (boolean strided : new boolean[] {false, true}) {
      add(
          "Conv2D of single channels" + (strided ? ", strided" : ""),
          Shape.of(1, 5, 4, 3),
          (b, x) ->
              b.op("Conv2D", x, b.some(2, 2, 1, 6))
                  .set("strides", 1, strided ? 2 : 1, 1, 1)
                  .set("padding", "SAME")
                  .out());
      add(
          "Conv2D of single channels, filter" + (strided ? ", strided" : ""),
          Shape.of(2, 2, 1, 6),
          (b, x) ->
              b.op("Conv2D", b.some(1, 5, 4, 3), x)
                  .set("strides", 1, strided ? 2 : 1, 1, 1)
                  .set("padding", "SAME")
                  .out());
    }
    add(
        "Conv2D grouped filter",
        Shape.of(2, 2, 2, 4),
        (b, x) ->
            b.op("Conv2D", b.some(1, 4, 4, 4), x)
                .set("strides", 1, 1, 1, 1)
                .set("padding", "VALID")
                .out());
    add(
        "DepthwiseConv2dNative strided input",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("DepthwiseConv2dNative", x, b.some(3, 3, 2, 2))
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "DepthwiseConv2dNative strided filter",
        Shape.of(3, 3, 2, 2),
        (b, x) ->
            b.op("DepthwiseConv2dNative", b.some(1, 5, 5, 2), x)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "DepthwiseConv2dNative explicit input",
        Shape.of(1, 4, 4, 2),
        (b, x) ->
            b.op("DepthwiseConv2dNative", x, b.some(2, 2, 2, 1))
                .set("strides", 1, 1, 1, 1)
                .set("padding", "EXPLICIT")
                .set("explicit_paddings", 0, 0, 1, 0, 0, 2, 0, 0)
                .out());
    add(
        "DepthwiseConv2dNative explicit filter",
        Shape.of(2, 2, 2, 1),
        (b, x) ->
            b.op("DepthwiseConv2dNative", b.some(1, 4, 4, 2), x)
                .set("strides", 1, 1, 1, 1)
                .set("padding", "EXPLICIT")
                .set("explicit_paddings", 0, 0, 1, 0, 0, 2, 0, 0)
                .out());
    add(
        "Conv3D same input",
        Shape.of(1, 3, 3, 3, 2),
        (b, x) ->
            b.op("Conv3D", x, b.some(2, 2, 2, 2, 1))
                .set("strides", 1, 1, 1, 1, 1)
                .set("padding", "SAME")
                .out());
    add(
        "Conv3D same filter",
        Shape.of(2, 2, 2, 2, 1),
        (b, x) ->
            b.op("Conv3D", b.some(1, 3, 3, 3, 2), x)
                .set("strides", 1, 1, 1, 1, 1)
                .set("padding", "SAME")
                .out());
    add(
        "Conv3D strided input",
        Shape.of(1, 4, 3, 3, 1),
        (b, x) ->
            b.op("Conv3D", x, b.some(2, 2, 2, 1, 2))
                .set("strides", 1, 2, 1, 1, 1)
                .set("padding", "VALID")
                .out());
    add(
        "Conv3D strided filter",
        Shape.of(2, 2, 2, 1, 2),
        (b, x) ->
            b.op("Conv3D", b.some(1, 4, 3, 3, 1), x)
                .set("strides", 1, 2, 1, 1, 1)
                .set("padding", "VALID")
                .out());
    add(
        "Conv2DBackpropInput strided filter",
        Shape.of(3, 3, 2, 2),
        (b, x) ->
            b.op("Conv2DBackpropInput", b.ints(1, 5, 5, 2), x, b.some(1, 3, 3, 2))
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "Conv2DBackpropInput strided gradient",
        Shape.of(1, 3, 3, 2),
        (b, x) ->
            b.op("Conv2DBackpropInput", b.ints(1, 5, 5, 2), b.some(3, 3, 2, 2), x)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "DepthwiseConv2dNativeBackpropInput strided filter",
        Shape.of(3, 3, 2, 2),
        (b, x) ->
            b.op("DepthwiseConv2dNativeBackpropInput", b.ints(1, 5, 5, 2), x, b.some(1, 3, 3, 4))
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "DepthwiseConv2dNativeBackpropInput strided gradient",
        Shape.of(1, 3, 3, 4),
        (b, x) ->
            b.op("DepthwiseConv2dNativeBackpropInput", b.ints(1, 5, 5, 2), b.some(3, 3, 2, 2), x)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "Conv3DBackpropInputV2 strided filter",
        Shape.of(2, 2, 2, 1, 2),
        (b, x) ->
            b.op("Conv3DBackpropInputV2", b.ints(1, 4, 3, 3, 1), x, b.some(1, 2, 2, 2, 2))
                .set("strides", 1, 2, 1, 1, 1)
                .set("padding", "VALID")
                .out());
    add(
        "Conv3DBackpropInputV2 strided gradient",
        Shape.of(1, 2, 2, 2, 2),
        (b, x) ->
            b.op("Conv3DBackpropInputV2", b.ints(1, 4, 3, 3, 1), b.some(2, 2, 2, 1, 2), x)
                .set("strides", 1, 2, 1, 1, 1)
                .set("padding", "VALID")
                .out());
    add(
        "Conv2DBackpropFilter input",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("Conv2DBackpropFilter", x, b.ints(3, 3, 2, 2), b.some(1, 3, 3, 2))
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "Conv2DBackpropFilter gradient",
        Shape.of(1, 3, 3, 2),
        (b, x) ->
            b.op("Conv2DBackpropFilter", b.some(1, 5, 5, 2), b.ints(3, 3, 2, 2), x)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "Conv3DBackpropFilterV2 input",
        Shape.of(1, 4, 3, 3, 1),
        (b, x) ->
            b.op("Conv3DBackpropFilterV2", x, b.ints(2, 2, 2, 1, 2), b.some(1, 2, 2, 2, 2))
                .set("strides", 1, 2, 1, 1, 1)
                .set("padding", "VALID")
                .out());
    add(
        "Conv3DBackpropFilterV2 gradient",
        Shape.of(1, 2, 2, 2, 2),
        (b, x) ->
            b.op("Conv3DBackpropFilterV2", b.some(1, 4, 3, 3, 1), b.ints(2, 2, 2, 1, 2), x)
                .set("strides", 1, 2, 1, 1, 1)
                .set("padding", "VALID")
                .out());
    add(
        "DepthwiseConv2dNativeBackpropFilter input",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("DepthwiseConv2dNativeBackpropFilter", x, b.ints(3, 3, 2, 2), b.some(1, 3, 3, 4))
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "DepthwiseConv2dNativeBackpropFilter gradient",
        Shape.of(1, 3, 3, 4),
        (b, x) ->
            b.op("DepthwiseConv2dNativeBackpropFilter", b.some(1, 5, 5, 2), b.ints(3, 3, 2, 2), x)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "Dilation2D  input",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("Dilation2D", x, b.some(2, 2, 2))
                .set("strides", 1, 2, 2, 1)
                .set("rates", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "Dilation2D  filter",
        Shape.of(2, 2, 2),
        (b, x) ->
            b.op("Dilation2D", b.some(1, 5, 5, 2), x)
                .set("strides", 1, 2, 2, 1)
                .set("rates", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "AvgPool same",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("AvgPool", x)
                .set("ksize", 1, 3, 3, 1)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "AvgPool valid",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("AvgPool", x)
                .set("ksize", 1, 3, 3, 1)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "VALID")
                .out());
    add(
        "MaxPool same",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("MaxPool", x)
                .set("ksize", 1, 3, 3, 1)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "MaxPool valid",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("MaxPool", x)
                .set("ksize", 1, 3, 3, 1)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "VALID")
                .out());
    add(
        "MaxPool explicit",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("MaxPool", b.single(x))
                .set("ksize", 1, 3, 3, 1)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "EXPLICIT")
                .set("explicit_paddings", 0, 0, 1, 0, 0, 1, 0, 0)
                .out());
    add(
        "MaxPoolV2",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("MaxPoolV2", x, b.ints(1, 3, 3, 1), b.ints(1, 2, 2, 1))
                .set("padding", "SAME")
                .out());
    add(
        "MaxPoolWithArgmax",
        Shape.of(2, 5, 5, 2),
        (b, x) ->
            b.op("MaxPoolWithArgmax", x)
                .set("ksize", 1, 3, 3, 1)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "MaxPoolWithArgmax batch",
        Shape.of(2, 5, 5, 2),
        (b, x) ->
            b.op("MaxPoolWithArgmax", x)
                .set("ksize", 1, 3, 3, 1)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .set("include_batch_in_index", true)
                .out());
    add(
        "MaxPoolGrad",
        Shape.of(1, 3, 3, 2),
        (b, x) ->
            b.op(
                    "MaxPoolGrad",
                    b.some(1, 5, 5, 2),
                    b.op("MaxPool", b.some(1, 5, 5, 2))
                        .set("ksize", 1, 3, 3, 1)
                        .set("strides", 1, 2, 2, 1)
                        .set("padding", "SAME")
                        .out(),
                    x)
                .set("ksize", 1, 3, 3, 1)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "MaxPoolGradV2",
        Shape.of(1, 3, 3, 2),
        (b, x) ->
            b.op(
                    "MaxPoolGradV2",
                    b.some(1, 5, 5, 2),
                    b.op("MaxPool", b.some(1, 5, 5, 2))
                        .set("ksize", 1, 3, 3, 1)
                        .set("strides", 1, 2, 2, 1)
                        .set("padding", "SAME")
                        .out(),
                    x,
                    b.ints(1, 3, 3, 1),
                    b.ints(1, 2, 2, 1))
                .set("padding", "SAME")
                .out());
    add(
        "AvgPoolGrad",
        Shape.of(1, 3, 3, 2),
        (b, x) ->
            b.op("AvgPoolGrad", b.ints(1, 5, 5, 2), x)
                .set("ksize", 1, 3, 3, 1)
                .set("strides", 1, 2, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "AvgPool3D",
        Shape.of(1, 3, 3, 3, 2),
        (b, x) ->
            b.op("AvgPool3D", b.single(x))
                .set("ksize", 1, 2, 2, 2, 1)
                .set("strides", 1, 2, 1, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "AvgPool3DGrad",
        Shape.of(1, 2, 3, 2, 2),
        (b, x) ->
            b.op("AvgPool3DGrad", b.ints(1, 3, 3, 3, 2), b.single(x))
                .set("ksize", 1, 2, 2, 2, 1)
                .set("strides", 1, 2, 1, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "MaxPool3D",
        Shape.of(1, 3, 3, 3, 2),
        (b, x) ->
            b.op("MaxPool3D", b.single(x))
                .set("ksize", 1, 2, 2, 2, 1)
                .set("strides", 1, 2, 1, 2, 1)
                .set("padding", "SAME")
                .out());
    add(
        "FractionalAvgPool",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("FractionalAvgPool", x)
                .set("deterministic", true)
                .set("seed", 3)
                .set("seed2", 4)
                .set("pooling_ratio", new float[] {1, 1.5f, 1.5f, 1})
                .out());
    add(
        "FractionalMaxPool",
        Shape.of(1, 5, 5, 2),
        (b, x) ->
            b.op("FractionalMaxPool", x)
                .set("deterministic", true)
                .set("seed", 3)
                .set("seed2", 4)
                .set("pooling_ratio", new float[] {1, 1.5f, 1.5f, 1})
                .out());
    add(
        "ExtractImagePatches",
        Shape.of(2, 4, 5, 2),
        (b, x) ->
            b.op("ExtractImagePatches", x)
                .set("ksizes", 1, 2, 3, 1)
                .set("strides", 1, 2, 1, 1)
                .set("rates", 1, 2, 1, 1)
                .set("padding", "SAME")
                .out());
    add(
        "ExtractVolumePatches",
        Shape.of(2, 3, 3, 2, 1),
        (b, x) ->
            b.op("ExtractVolumePatches", x)
                .set("ksizes", 1, 2, 2, 2, 1)
                .set("strides", 1, 1, 2, 1, 1)
                .set("padding", "VALID")
                .out());
  }
}
