package org.ostrichml.gradient;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** Ops to compare the gradients of with finite differences. */
abstract class Fixtures {
  private final List<Fixture> all = new ArrayList<>();

  /**
   * One op under test.
   *
   * @param name its type, and what is odd about it
   * @param low the least value of its input
   * @param high the largest
   */
  record Fixture(String name, Shape shape, OpBench.Function op, double low, double high) {
    @Override
    public String toString() {
      return name;
    }
  }

  abstract void fill();

  final List<Fixture> all() {
    fill();
    return all;
  }

  final void add(String name, Shape shape, OpBench.Function op) {
    add(name, shape, op, -1, 1);
  }

  final void add(String name, Shape shape, OpBench.Function op, double low, double high) {
    all.add(new Fixture(name, shape, op, low, high));
  }
}
