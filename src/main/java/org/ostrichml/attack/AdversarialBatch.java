package org.ostrichml.attack;

import org.ostrichml.data.Batch;

/**
 * What an attack made of a batch.
 *
 * @param examples the adversarial examples, in the order of the originals
 * @param effort what each of them cost
 */
public record AdversarialBatch(Batch examples, Effort effort) {}
