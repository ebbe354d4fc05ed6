package org.ostrichml.evaluate;

import java.util.List;
import org.ostrichml.attack.UniformNoise;

/**
 * Whether noise of the same size is as good as the attack. It is asked of what the attack left
 * alone, as if it had no power over the rest.
 */
final class NoiseCheck implements AlarmCheck {
  @Override
  public String name() {
    return "noise-as-good";
  }

  @Override
  public Alarm check(Evidence evidence) {
    UniformNoise noise = new UniformNoise(evidence.threat(), UniformNoise.DEFAULT_DRAWS, 0);
    List<Witness> some = evidence.some(each -> each.fell() ? 0 : noise.draws() + 1);
    List<Witness> standing = some.stream().filter(each -> !each.fell()).toList();
    int attack = some.size() - standing.size();
    Proportion felled = Proportion.of(evidence.felled(noise, standing), some.size());
    boolean isBeaten = Proportion.of(attack, attack + felled.count()).lower() > 0.5;
    return alarm(
        felled.share(),
        SELDOM,
        felled.lower() > SELDOM && !isBeaten,
        "uniform noise fells %d of %d examples that the attack does not, which fells %d"
            .formatted(felled.count(), some.size(), attack),
        "the attack finds no direction that is better than chance; look for what hides the gradient, and ask without gradients (--attack square).");
  }
}
