/**
 * A loss and an input on a graph enter, the operand of the gradient leaves, built op by op from
 * rules written here and from TensorFlow's own registry of gradients. Reads no files; an op without
 * a gradient is named, not worked around (docs/gradient-coverage.md lists them).
 */
package org.ostrichml.gradient;
