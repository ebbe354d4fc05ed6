package org.ostrichml.attack;

/**
 * The parameters of the loop of sign steps.
 *
 * @param threat what may change
 * @param steps the number of steps
 * @param stepSize how far each goes, in input units
 * @param startSeed the seed of the random start, or null to start at the original
 */
record SignSteps(Threat threat, int steps, float stepSize, Long startSeed) {}
