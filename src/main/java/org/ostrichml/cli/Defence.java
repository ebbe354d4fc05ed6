package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.Threat;
import org.ostrichml.gradient.NoGradient;
import org.ostrichml.model.OutputKind;
import org.ostrichml.model.TargetModel;

/**
 * A model as an attack meets it that knows nothing of its defence, beside how one meets it that was
 * adapted: gradients go past what stops them, what is drawn at random is averaged over, and the
 * loss is taken before the softmax. Athalye, Carlini and Wagner (2018), "Obfuscated gradients give
 * a false sense of security".
 *
 * @param plain the model for the one
 * @param adapted the model for the other
 * @param how what was adapted, a sentence each
 */
record Defence(TargetModel plain, TargetModel adapted, List<String> how) implements AutoCloseable {
  private static final int DRAWS = 10;

  /** No defence stops gradients at so many ops one behind the other. */
  private static final int LAYERS = 8;

  /** Loads a model twice; ops to pass that were not named are found by trying. */
  static Defence of(ModelArguments arguments, AttackArguments attacks, Path labels) {
    TargetModel plain = arguments.load(labels, List.of());
    TargetModel adapted = null;
    try {
      boolean isNamed = !arguments.backward().isEmpty();
      List<String> passed = new ArrayList<>(isNamed ? arguments.backward() : stops(plain));
      adapted = arguments.load(labels, passed);
      for (int layer = 1; layer < LAYERS && !isNamed && !passed.isEmpty(); layer++) {
        List<String> stops = stops(adapted);
        if (stops.isEmpty()) {
          break;
        }
        passed.addAll(stops);
        adapted.close();
        adapted = arguments.load(labels, passed);
      }
      return of(plain, adapted, passed, attacks.draws());
    } catch (OstrichException e) {
      plain.close();
      if (adapted != null) {
        adapted.close();
      }
      throw e;
    }
  }

  private static Defence of(
      TargetModel plain, TargetModel adapted, List<String> passed, Integer draws) {
    List<String> how = new ArrayList<>();
    if (!passed.isEmpty()) {
      how.add("Gradients are carried past %s (BPDA).".formatted(String.join(", ", passed)));
    }
    TargetModel averaged = adapted;
    if (adapted.isRandom()) {
      int count = draws == null ? DRAWS : draws;
      averaged = adapted.overDraws(count);
      how.add("Steps climb the mean over %d draws of what is random (EOT).".formatted(count));
    }
    boolean isProbable = plain.outputKind() == OutputKind.SOFTMAX;
    if (isProbable) {
      how.add("The loss is taken on the logits behind the softmax, not on the probabilities.");
    }
    return new Defence(isProbable ? plain.onProbabilities() : plain, averaged, how);
  }

  /** The types of the ops at which gradients end. */
  private static List<String> stops(TargetModel model) {
    try {
      new Fgsm(Threat.linf(1)).compile(model);
      return List.of();
    } catch (NoGradient e) {
      return e.types();
    }
  }

  @Override
  public void close() {
    plain.close();
    adapted.close();
  }
}
