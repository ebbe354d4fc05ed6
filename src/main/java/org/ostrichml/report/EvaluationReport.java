package org.ostrichml.report;

import org.ostrichml.data.Bounds;
import org.ostrichml.evaluate.Evaluation;

/**
 * The report of a robustness evaluation.
 *
 * @param model the path of the model
 * @param device what it ran on, {@code cpu} or {@code gpu}
 * @param data the path of the data
 * @param norm how changes are measured
 * @param bounds the range of valid inputs, in input units
 * @param clip whether results were kept within the bounds while attacking
 * @param target the class to be taken for, {@code least-likely} or {@code random}; null where
 *     attacks were untargeted
 * @param seed the seed of random starts and targets, or null where none was given
 * @param sight how the attack looked at the model
 * @param kernels which kernels computed, TensorFlow's alone or ours too
 * @param note how the figures are to be read
 * @param adaptation what an attack that was not adapted to the model leaves; null where nothing was
 *     compared
 * @param results the figures
 */
public record EvaluationReport(
    String model,
    String device,
    String data,
    String norm,
    Bounds bounds,
    boolean clip,
    String target,
    Long seed,
    Sight sight,
    String kernels,
    String note,
    Adaptation adaptation,
    Evaluation results) {}
