/**
 * Models, attacks and data enter; predictions, distances, verdicts and curves of robust accuracy
 * leave. Builds no gradients and writes no files. Verdicts are about class labels and pictures.
 */
package org.ostrichml.evaluate;
