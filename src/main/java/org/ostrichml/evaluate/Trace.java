package org.ostrichml.evaluate;

import java.util.List;

/**
 * How an attack came nearer to the goal of one example.
 *
 * @param quantity what was followed
 * @param label the class it is about: the target, or the one to be left; null for a loss
 * @param values one before each step, in order, over all restarts and rounds; finite
 */
public record Trace(Quantity quantity, String label, List<Double> values) {
  /** What a trace is of. */
  public enum Quantity {
    /** How sure the model is of the class, 0 to 1. */
    CONFIDENCE,
    /** What the attack itself follows; larger is nearer to the goal. */
    LOSS
  }
}
