package org.ostrichml.gradient;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.GraphOperation;

/**
 * The rule for each op: a native kernel's where one is faster, one written here, where TensorFlow's
 * C++ registry has none or a wrong one, else what the registry has. Made anew for each gradient.
 */
final class GradientRules {
  private static final Map<String, GradientRule> WRITTEN = written();

  private final NativeRule nativeRule = new NativeRule();

  /** The rule for an op. */
  GradientRule of(GraphOperation op) {
    return NativeKernelRules.of(op).orElseGet(() -> WRITTEN.getOrDefault(op.type(), nativeRule));
  }

  /** Whether there is a rule for a type of op. */
  static boolean exists(String type) {
    return isWritten(type) || NativeRule.exists(type);
  }

  /** Whether the rule for this type of op is written here. */
  static boolean isWritten(String type) {
    return WRITTEN.containsKey(type);
  }

  private static Map<String, GradientRule> written() {
    Map<String, GradientRule> rules = new HashMap<>();
    ConvolutionRules.addTo(rules);
    DecompositionRules.addTo(rules);
    ElementwiseRules.addTo(rules);
    ImageRules.addTo(rules);
    IndexRules.addTo(rules);
    LinearAlgebraRules.addTo(rules);
    NormalizationRules.addTo(rules);
    NativeKernelRules.addTo(rules);
    PassThroughRules.addTo(rules);
    ReductionRules.addTo(rules);
    SegmentRules.addTo(rules);
    SparseRules.addTo(rules);
    SpecialFunctionRules.addTo(rules);
    SpectralRules.addTo(rules);
    rules.put("IdentityN", new CustomGradientRule());
    return rules;
  }
}
