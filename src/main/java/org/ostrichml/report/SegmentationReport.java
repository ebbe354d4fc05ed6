package org.ostrichml.report;

import java.util.List;
import org.ostrichml.data.Bounds;
import org.ostrichml.evaluate.MapVerdict;

/**
 * The report of one attack on maps of classes.
 *
 * @param model the path of the model
 * @param device what it ran on, {@code cpu} or {@code gpu}
 * @param method the name of the attack
 * @param universal whether one perturbation was made for all pictures
 * @param objective what was wanted, in words
 * @param share the part of the pixels that had to be reached
 * @param norm how the change is measured
 * @param epsilon the budget in that norm, in input units
 * @param steps the number of steps
 * @param bounds the range of valid inputs, in input units
 * @param seed the seed of random choices, or null without any
 * @param kernels which kernels computed, TensorFlow's alone or ours too
 * @param seconds the time the attack took, without loading and saving
 * @param reached the mean over the pictures of the part that was reached
 * @param kept the mean over the pictures of the part of the other pixels that stayed
 * @param meanIouBefore the mean over the pictures of the mIoU before
 * @param meanIouAfter the mean over the pictures of the mIoU after
 * @param pictures what became of each picture
 * @param skipped pictures in which there was nothing to do
 * @param unreadable why some pictures could not be read
 * @param succeeded how many pictures reached the goal, as saved
 */
public record SegmentationReport(
    String model,
    String device,
    String method,
    boolean universal,
    String objective,
    float share,
    String norm,
    float epsilon,
    int steps,
    Bounds bounds,
    Long seed,
    String kernels,
    double seconds,
    Double reached,
    Double kept,
    Double meanIouBefore,
    Double meanIouAfter,
    List<MapVerdict> pictures,
    List<String> skipped,
    List<String> unreadable,
    long succeeded) {}
