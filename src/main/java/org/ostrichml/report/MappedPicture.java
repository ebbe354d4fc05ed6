package org.ostrichml.report;

import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.MapVerdict;

/**
 * A picture whose map of classes was attacked, as it is to be shown.
 *
 * @param verdict what became of it
 * @param original the picture as the model saw it; null where the examples are no pictures
 * @param perturbation the change, amplified around mid-grey; likewise
 * @param factor by how much it is amplified
 * @param adversarial the picture as it was saved and read back; likewise
 * @param before the map that the model sees in the original, in the classes' colours
 * @param wanted the map that was wanted; null where that was any other
 * @param after the map that the model sees in the adversarial picture
 */
public record MappedPicture(
    MapVerdict verdict,
    Picture original,
    Picture perturbation,
    double factor,
    Picture adversarial,
    Picture before,
    Picture wanted,
    Picture after) {}
