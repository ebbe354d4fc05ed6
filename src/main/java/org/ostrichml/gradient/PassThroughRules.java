package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.inputs;
import static org.ostrichml.gradient.Backward.together;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Ops that hand their input on, unchanged or rounded, and ops whose gradient is zero. TensorFlow's
 * own {@code QuantizeAndDequantizeV4} always fails.
 */
final class PassThroughRules {
  /**
   * Ops whose output does not change under a small change of their inputs, or not because of it.
   */
  static final List<String> ZERO =
      List.of(
          "Ceil",
          "FloorDiv",
          "LinSpace",
          "OnesLike",
          "Range",
          "Rint",
          "Round",
          "Sign",
          "TruncateDiv");

  private static final List<String> IDENTITY =
      List.of(
          "CheckNumericsV2",
          "DebugIdentityV2",
          "EnsureShape",
          "PreventGradient",
          "Print",
          "Snapshot");

  private PassThroughRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    ZERO.forEach(type -> rules.put(type, inputs()));
    IDENTITY.forEach(type -> rules.put(type, inputs(Backward::g)));
    quantization(rules);
    rules.put(
        "AccumulateNV2",
        (tf, op, arriving, wanted) ->
            new ArrayList<>(Collections.nCopies(wanted.length, arriving.get(0))));
  }

  /** Rounding to a grid has the gradient of what it approximates (straight-through). */
  private static void quantization(Map<String, GradientRule> rules) {
    rules.put("QuantizeAndDequantizeV2", inputs(Backward::g));
    rules.put(
        "QuantizeAndDequantizeV4",
        together(
            b -> b.likewise("QuantizeAndDequantizeV4Grad", b.g(), b.x(0), b.x(1), b.x(2)), 0, 3));
    rules.put(
        "FakeQuantWithMinMaxArgs",
        inputs(b -> b.like("FakeQuantWithMinMaxArgsGradient", b.g(), b.x(0))));
    fakeQuant(rules, "FakeQuantWithMinMaxVars");
    fakeQuant(rules, "FakeQuantWithMinMaxVarsPerChannel");
  }

  private static void fakeQuant(Map<String, GradientRule> rules, String type) {
    rules.put(
        type, together(b -> b.likewise(type + "Gradient", b.g(), b.x(0), b.x(1), b.x(2)), 0, 3));
  }
}
