/**
 * A GraphDef enters, an equivalent GraphDef that can be differentiated leaves: function calls are
 * inlined, loops and branches become plain ops, variables become constants, what the chosen output
 * does not need is pruned, and what follows a convolution is folded into it. Works on protobuf
 * messages alone; it opens no session and knows neither labels nor attacks. Refused: loops whose
 * number of steps depends on the data, loops of over 10,000 steps, and loops and branches of over
 * 100,000 ops in all.
 */
package org.ostrichml.graph;
