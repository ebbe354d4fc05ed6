package org.ostrichml.report;

import java.util.List;
import org.ostrichml.data.Bounds;
import org.ostrichml.evaluate.Verdict;

/**
 * The report of {@code ostrich fool}.
 *
 * @param model the path of the model
 * @param device what it ran on, {@code cpu} or {@code gpu}
 * @param target the name of the class that noise was turned into
 * @param targetIndex its index
 * @param confidence how probable it was to become
 * @param epsilon the largest change of a value of the noise, in input units; null without one
 * @param steps the number of steps, at most
 * @param bounds the range of valid inputs, in input units
 * @param seed the seed of the noise
 * @param seconds the time it took, without loading and saving
 * @param pictures what the noise was taken for, and what the saved pictures are
 * @param succeeded how many saved pictures are taken for the target with that confidence
 */
public record FoolingReport(
    String model,
    String device,
    String target,
    int targetIndex,
    float confidence,
    Float epsilon,
    int steps,
    Bounds bounds,
    long seed,
    double seconds,
    List<Verdict> pictures,
    long succeeded) {}
