/**
 * A model, a goal and a threat model enter, a batch of adversarial examples leaves. The loop stands
 * once; an attack is a record of its parameters. Prints nothing, reads no files and knows no clock.
 * Perturbations are bounded in L-infinity.
 */
package org.ostrichml.attack;
