package org.ostrichml.gradient;

import java.util.List;
import java.util.Locale;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;

/** Pooling, its gradients, and windows. */
final class PoolingFixtures extends Fixtures {
  @Override
  void fill() {
    pools();
    volumePools();
    windows();
  }

  private void pools() {
    Shape shape = Shape.of(1, 5, 5, 2);
    for (String type : List.of("AvgPool", "MaxPool")) {
      for (String padding : List.of("SAME", "VALID")) {
        add(
            type + " " + padding.toLowerCase(Locale.ROOT),
            shape,
            (b, x) -> pool(b.op(type, x), padding).out());
      }
    }
    add(
        "MaxPool explicit",
        shape,
        (b, x) ->
            pool(b.op("MaxPool", b.single(x)), "EXPLICIT")
                .set("explicit_paddings", 0, 0, 1, 0, 0, 1, 0, 0)
                .out());
    add(
        "MaxPoolV2",
        shape,
        (b, x) ->
            b.op("MaxPoolV2", x, b.ints(1, 3, 3, 1), b.ints(1, 2, 2, 1))
                .set("padding", "SAME")
                .out());
    add(
        "MaxPoolWithArgmax",
        Shape.of(2, 5, 5, 2),
        (b, x) -> pool(b.op("MaxPoolWithArgmax", x), "SAME").out());
    add(
        "MaxPoolWithArgmax batch",
        Shape.of(2, 5, 5, 2),
        (b, x) ->
            pool(b.op("MaxPoolWithArgmax", x), "SAME").set("include_batch_in_index", true).out());
    add(
        "MaxPoolGrad",
        Shape.of(1, 3, 3, 2),
        (b, x) -> pool(b.op("MaxPoolGrad", b.some(1, 5, 5, 2), pooled(b), x), "SAME").out());
    add(
        "MaxPoolGradV2",
        Shape.of(1, 3, 3, 2),
        (b, x) ->
            b.op("MaxPoolGradV2", b.some(1, 5, 5, 2), pooled(b), x)
                .in(b.ints(1, 3, 3, 1))
                .in(b.ints(1, 2, 2, 1))
                .set("padding", "SAME")
                .out());
    add(
        "AvgPoolGrad",
        Shape.of(1, 3, 3, 2),
        (b, x) -> pool(b.op("AvgPoolGrad", b.ints(1, 5, 5, 2), x), "SAME").out());
    for (String type : List.of("FractionalAvgPool", "FractionalMaxPool")) {
      add(
          type,
          shape,
          (b, x) ->
              b.op(type, x)
                  .set("deterministic", true)
                  .set("seed", 3)
                  .set("seed2", 4)
                  .set("pooling_ratio", new float[] {1, 1.5f, 1.5f, 1})
                  .out());
    }
  }

  private void volumePools() {
    Shape large = Shape.of(1, 3, 3, 3, 2);
    Shape small = Shape.of(1, 2, 3, 2, 2);
    add("AvgPool3D", large, (b, x) -> pool3D(b.op("AvgPool3D", b.single(x))));
    add("MaxPool3D", large, (b, x) -> pool3D(b.op("MaxPool3D", b.single(x))));
    add(
        "AvgPool3DGrad",
        small,
        (b, x) -> pool3D(b.op("AvgPool3DGrad", b.ints(1, 3, 3, 3, 2), b.single(x))));
    add(
        "MaxPool3DGrad",
        small,
        (b, x) -> {
          Operand<?> input = b.single(b.some(large.asArray()));
          return pool3D(
              b.op("MaxPool3DGrad", input, pool3D(b.op("MaxPool3D", input)), b.single(x)));
        });
  }

  private void windows() {
    add(
        "ExtractImagePatches",
        Shape.of(2, 4, 5, 2),
        (b, x) ->
            b.op("ExtractImagePatches", x)
                .strided("SAME", 1, 2, 1, 1)
                .set("ksizes", 1, 2, 3, 1)
                .set("rates", 1, 2, 1, 1)
                .out());
    add(
        "ExtractVolumePatches",
        Shape.of(2, 3, 3, 2, 1),
        (b, x) ->
            b.op("ExtractVolumePatches", x)
                .strided("VALID", 1, 1, 2, 1, 1)
                .set("ksizes", 1, 2, 2, 2, 1)
                .out());
  }

  private static OpBench.Raw pool(OpBench.Raw op, String padding) {
    return op.set("ksize", 1, 3, 3, 1).strided(padding, 1, 2, 2, 1);
  }

  private static Operand<?> pooled(OpBench b) {
    return pool(b.op("MaxPool", b.some(1, 5, 5, 2)), "SAME").out();
  }

  private static Operand<?> pool3D(OpBench.Raw op) {
    return op.set("ksize", 1, 2, 2, 2, 1).strided("SAME", 1, 2, 1, 2, 1).out();
  }
}
