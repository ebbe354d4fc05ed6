package org.ostrichml.report;

import java.util.List;

/**
 * How an attack looked at a model.
 *
 * @param backward the ops that gradients were carried past, as they were named
 * @param draws over how many random draws of the model it averaged; null where it took each as it
 *     came
 * @param lossOn what losses were taken on, {@code logits} or {@code probabilities}
 * @param modelSeed what the model itself drew followed from it
 */
public record Sight(List<String> backward, Integer draws, String lossOn, long modelSeed) {}
