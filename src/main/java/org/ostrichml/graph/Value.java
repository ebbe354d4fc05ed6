package org.ostrichml.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.DataType;

/**
 * What a tensor of the model has become: a tensor of the flat graph, a constant, or a list.
 *
 * @param tensor the tensor; null for a list, and for a constant that no op reads yet
 * @param constant what is known of its elements, or null
 * @param list the elements of a TensorList, or null
 * @param guards the TF1 branches it is computed in: predicates and the side taken
 */
record Value(
    TensorName tensor, Constant constant, TensorList list, Map<TensorName, Boolean> guards) {
  /** What comes out of a TF1 branch that is never taken. */
  static final Value DEAD = new Value(null, null, null, Map.of());

  /**
   * A TensorList; nothing changes it in place.
   *
   * @param type the type of its elements
   * @param elementShape the shape they are said to have
   * @param elements null where none was set; the list itself is null where its length is unknown
   */
  record TensorList(DataType type, Value elementShape, List<Value> elements) {}

  static Value of(TensorName tensor, Constant constant) {
    return new Value(tensor, constant, null, Map.of());
  }

  static Value of(TensorName tensor) {
    return of(tensor, null);
  }

  static Value of(Constant constant) {
    return of(null, constant);
  }

  static Value of(TensorList list) {
    return new Value(null, null, list, Map.of());
  }

  /** Whether this is one number, known before the graph runs. */
  boolean isKnownScalar() {
    return constant != null && constant.isKnownScalar();
  }

  /** Whether both are the same tensor, whatever the input. */
  boolean sameAs(Value other) {
    return this == other
        || tensor != null && tensor.equals(other.tensor)
        || constant != null && other.constant != null && constant.sameAs(other.constant);
  }

  /** Whether both are there when the same branches are taken; not so what a Switch makes. */
  boolean sameBranch(Value other) {
    return (this == DEAD) == (other == DEAD) && guards.equals(other.guards);
  }

  /** This value inside more branches. */
  Value guardedBy(Map<TensorName, Boolean> more) {
    if (more.isEmpty() || this == DEAD) {
      return this;
    }
    Map<TensorName, Boolean> all = new HashMap<>(guards);
    all.putAll(more);
    return new Value(tensor, constant, list, all);
  }
}
