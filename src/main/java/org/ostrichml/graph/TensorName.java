package org.ostrichml.graph;

/**
 * A tensor of a flat graph: output {@code index} of node {@code node}, written {@code node:index};
 * {@code node} alone means output 0.
 *
 * @param node the name of the node that makes the tensor
 * @param index which of the node's outputs, from 0
 */
public record TensorName(String node, int index) {
  /** Reads {@code node} or {@code node:index}. */
  public static TensorName parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon > 0 && text.substring(colon + 1).matches("\\d{1,9}")) {
      return new TensorName(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
    return new TensorName(text, 0);
  }

  /** Whether a node's input is a control dependency ({@code ^node}). */
  static boolean isControl(String input) {
    return input.startsWith("^");
  }

  /** How a GraphDef writes this tensor as an input: output 0 goes without its index. */
  String asInput() {
    return index == 0 ? node : node + ":" + index;
  }

  @Override
  public String toString() {
    return node + ":" + index;
  }
}
