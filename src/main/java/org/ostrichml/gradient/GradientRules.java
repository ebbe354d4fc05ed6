package org.ostrichml.gradient;

import java.util.HashMap;
import java.util.Map;

/**
 * The rule for each type of op: one written here, where TensorFlow's C++ registry has none or a
 * wrong one, else what the registry has.
 */
final class GradientRules {
  private static final Map<String, GradientRule> WRITTEN = written();
  private static final GradientRule NATIVE = new NativeRule();

  private GradientRules() {}

  /** The rule for a type of op; null where there is none. */
  static GradientRule of(String type) {
    return WRITTEN.getOrDefault(type, NativeRule.exists(type) ? NATIVE : null);
  }

  /** Whether the rule for this type of op is written here. */
  static boolean isWritten(String type) {
    return WRITTEN.containsKey(type);
  }

  private static Map<String, GradientRule> written() {
    Map<String, GradientRule> rules = new HashMap<>();
    ConvolutionRules.addTo(rules);
    ElementwiseRules.addTo(rules);
    IndexRules.addTo(rules);
    LinearAlgebraRules.addTo(rules);
    NormalizationRules.addTo(rules);
    PassThroughRules.addTo(rules);
    ReductionRules.addTo(rules);
    SegmentRules.addTo(rules);
    SpecialFunctionRules.addTo(rules);
    SpectralRules.addTo(rules);
    rules.put("IdentityN", new CustomGradientRule());
    return rules;
  }
}
