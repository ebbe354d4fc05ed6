/**
 * A SavedModel directory, a frozen graph or a graph that an application runs enters, a {@link
 * org.ostrichml.model.TargetModel} leaves: a flat, frozen graph in a session of its own, with its
 * input, its logits, its bounds and its labels. One floating-point input and one output at a time;
 * strings and further inputs cannot be fed, and a model that needs them is refused with the tensor
 * that can be attacked instead.
 */
package org.ostrichml.model;
