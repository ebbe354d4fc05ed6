package org.ostrichml.report;

import java.util.List;
import java.util.Map;
import org.ostrichml.data.Bounds;
import org.ostrichml.evaluate.Alarm;
import org.ostrichml.evaluate.Verdict;

/**
 * The report of one run of an attack.
 *
 * @param model the path of the model
 * @param device what it ran on, {@code cpu} or {@code gpu}
 * @param method the name of the attack
 * @param target the name of the target class, or null for an untargeted attack
 * @param targetIndex its index, or null
 * @param norm how the change is measured
 * @param epsilon the budget in that norm, in input units; null where the least change was looked
 *     for without one, which is the distance of each picture
 * @param stepSize the size of a step, in input units; null where steps are of no fixed size
 * @param steps the number of steps, at most
 * @param bounds the range of valid inputs, in input units
 * @param clip whether results were kept within the bounds while attacking
 * @param seed the seed of the random start, or null without one
 * @param forwardPasses forward passes for each picture, at most
 * @param backwardPasses backward passes for each picture, at most
 * @param sight how the attack looked at the model
 * @param kernels which kernels computed, TensorFlow's alone or ours too
 * @param seconds the time the attack took, without loading and saving
 * @param zeroGradients how many pictures had gradients of zero alone, so that the attack learnt
 *     nothing from the model
 * @param alarms what says that failures are not to be trusted, by name, those that are quiet too;
 *     empty where nobody watched
 * @param pictures what became of each picture
 * @param skipped pictures that were the target before
 * @param unreadable why some pictures could not be read
 * @param succeeded how many pictures reached the goal, as saved
 */
public record AttackReport(
    String model,
    String device,
    String method,
    String target,
    Integer targetIndex,
    String norm,
    Float epsilon,
    Float stepSize,
    int steps,
    Bounds bounds,
    boolean clip,
    Long seed,
    int forwardPasses,
    int backwardPasses,
    Sight sight,
    String kernels,
    double seconds,
    int zeroGradients,
    Map<String, Alarm> alarms,
    List<Verdict> pictures,
    List<String> skipped,
    List<String> unreadable,
    long succeeded) {}
