package org.ostrichml.attack;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ostrichml.model.Tensors;
import org.tensorflow.Result;
import org.tensorflow.Tensor;

/**
 * What a step changes, as native tensors.
 *
 * @param seen where the model is to see the examples
 * @param point where they are, [N, D]
 * @param result what the attack would return, [N, D]
 * @param memory the rule's
 * @param free closes all of them
 */
record Moving(Tensor seen, Tensor point, Tensor result, List<Tensor> memory, Runnable free) {

  static Moving of(List<Tensor> owned) {
    return new Moving(
        owned.get(0),
        owned.get(1),
        owned.get(2),
        owned.subList(3, owned.size()),
        () -> owned.forEach(Tensor::close));
  }

  static Moving of(StepGraph graph, Result results) {
    return new Moving(
        graph.get(results, graph.seen()),
        graph.get(results, graph.point()),
        graph.get(results, graph.result()),
        graph.memoryOut().stream().map(each -> graph.get(results, each)).toList(),
        results::close);
  }

  /** Some rows of each; a tensor that is several of them is copied once. */
  Moving select(int[] kept) {
    Map<Tensor, Tensor> copies = new IdentityHashMap<>();
    Stream.concat(Stream.of(seen, point, result), memory.stream())
        .forEach(each -> copies.computeIfAbsent(each, rows -> Tensors.select(rows, kept)));
    return new Moving(
        copies.get(seen),
        copies.get(point),
        copies.get(result),
        memory.stream().map(copies::get).toList(),
        () -> copies.values().forEach(Tensor::close));
  }
}
