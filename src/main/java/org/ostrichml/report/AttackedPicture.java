package org.ostrichml.report;

import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.Trace;
import org.ostrichml.evaluate.Verdict;

/**
 * A picture under attack, as it is to be shown.
 *
 * @param verdict what became of it
 * @param original the picture as the model saw it
 * @param perturbation the change, amplified around mid-grey
 * @param factor by how much it is amplified
 * @param adversarial the picture as it was saved and read back
 * @param trace how the attack came to it; null where that cannot be told
 */
public record AttackedPicture(
    Verdict verdict,
    Picture original,
    Picture perturbation,
    double factor,
    Picture adversarial,
    Trace trace) {}
