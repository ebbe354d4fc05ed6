/**
 * Models, attacks and data enter; predictions, distances and verdicts leave. Builds no gradients
 * and writes no files. Verdicts are about class labels and pictures.
 */
package org.ostrichml.evaluate;
