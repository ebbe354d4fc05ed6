package org.ostrichml.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.LabelledBatch;

/**
 * What is attacked, and how: the same for all contestants.
 *
 * @param model the folder of the SavedModel
 * @param data the examples, and the classes that they are to leave
 * @param batch how many examples are attacked at a time
 * @param epsilon the budget in L-infinity, in input units
 * @param steps the number of steps; each goes an eighth of epsilon
 * @param stopEarly whether Ostrich lets go of what has fallen; its peers cannot
 */
record Subject(
    Path model, LabelledBatch data, int batch, float epsilon, int steps, boolean stopEarly) {
  private static final float RELATIVE_STEP = 0.125f;

  /** How far a step goes, in input units. */
  float step() {
    return epsilon * RELATIVE_STEP;
  }

  /** The same with another number of steps. */
  Subject withSteps(int number) {
    return new Subject(model, data, batch, epsilon, number, stopEarly);
  }

  /** The attack as Ostrich knows it. */
  Pgd attack() {
    Options options = stopEarly ? Options.DEFAULT.withEarlyStop() : Options.DEFAULT;
    return new Pgd(Threat.linf(epsilon), steps, RELATIVE_STEP, options);
  }

  /** The examples as they are attacked, batch by batch. */
  List<LabelledBatch> parts() {
    return parts(data.examples());
  }

  /** Others in the place of the examples, likewise. */
  List<LabelledBatch> parts(Batch examples) {
    List<LabelledBatch> parts = new ArrayList<>();
    int size = examples.size();
    for (int from = 0; from < size; from += batch) {
      int to = Math.min(from + batch, size);
      int[] labels = Arrays.copyOfRange(data.labels(), from, to);
      parts.add(new LabelledBatch(examples.slice(from, to), labels));
    }
    return parts;
  }
}
