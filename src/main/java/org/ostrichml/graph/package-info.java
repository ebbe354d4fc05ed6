/**
 * A GraphDef enters, an equivalent GraphDef that can be differentiated leaves: function calls are
 * inlined, variables become constants, and what the chosen output does not need is pruned. Works on
 * protobuf messages alone; it opens no session and knows neither labels nor attacks. TF1 and TF2
 * function bodies are supported; control flow functions ({@code While}, {@code If}) stay as they
 * are.
 */
package org.ostrichml.graph;
