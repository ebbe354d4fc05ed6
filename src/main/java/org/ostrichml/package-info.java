/**
 * Ostrich: adversarial attacks on TensorFlow SavedModels, run wholly in native TensorFlow. This
 * package holds only what every room shares; {@code ARCHITECTURE.md} tells the data flow.
 */
package org.ostrichml;
