package org.ostrichml.attack;

import org.ostrichml.data.Batch;

/**
 * What an attack made of a batch.
 *
 * @param examples the adversarial examples, in the order of the originals
 * @param forwardPasses how many forward passes each example took
 * @param backwardPasses how many backward passes each example took
 */
public record AdversarialBatch(Batch examples, int forwardPasses, int backwardPasses) {}
