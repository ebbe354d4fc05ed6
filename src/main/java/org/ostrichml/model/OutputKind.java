package org.ostrichml.model;

/** How a model's output relates to logits. */
public enum OutputKind {
  /** Probabilities whose logits stand in the graph, before a softmax. */
  SOFTMAX("probabilities, the logits found behind their softmax"),
  /** Probabilities without logits: log-probabilities take their place. */
  PROBABILITIES("probabilities without logits: log-probabilities are used"),
  /** Scores that are no probabilities: they are taken as logits. */
  SCORES("scores, taken as logits"),
  /** One value an example, or none: no classes to attack. */
  NO_CLASSES("no classes");

  private final String description;

  OutputKind(String description) {
    this.description = description;
  }

  /** The kind in words. */
  public String description() {
    return description;
  }
}
