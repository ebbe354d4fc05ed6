package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.ostrichml.OstrichException;

/** What attacks that look for the least change may be given. */
class LeastChangeParametersTest {
  private static final Threat L2 = Threat.unbounded(Norm.L2);

  @Test
  void parametersOutOfRangeAreRefused() {
    Threat l1 = Threat.unbounded(Norm.L1);
    refused(() -> new CarliniWagner(l1, 10), "in l2, not in l1");
    refused(() -> new CarliniWagner(L2, 0), "number of steps is 0");
    refused(() -> new CarliniWagner(L2, 10).withConfidence(-1), "confidence is -1.0");
    refused(() -> new CarliniWagner(L2, 10, 0, 1e-3f, 1e-2f, 0), "0 rounds");
    refused(() -> new DeepFool(l1), "not in l1");
    refused(() -> new DeepFool(L2, 50, -1, 10), "overshoot is -1.0");
    refused(() -> new DeepFool(L2, 50, 0, 1), "1 candidates");
    refused(() -> new Fmn(L2, 10, 1, 1), "Gamma is 1.0");
    refused(() -> new Fmn(L2, 10).withRelativeStepSize(0), "step size is 0.0");
    refused(() -> new SmallestEpsilon(new Fgsm(L2), 0), "tolerance is 0.0");
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContainingAll(parts);
  }
}
