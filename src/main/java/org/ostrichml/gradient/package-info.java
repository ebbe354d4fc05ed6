/**
 * A loss and an input on a graph enter, the operand of the gradient leaves, built by TensorFlow's
 * own registry of gradients. Reads no files; an op without a gradient is named, not worked around.
 */
package org.ostrichml.gradient;
