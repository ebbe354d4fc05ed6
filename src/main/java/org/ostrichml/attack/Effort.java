package org.ostrichml.attack;

import java.util.Arrays;
import java.util.List;

/**
 * What an attack cost, for each example.
 *
 * @param forward forward passes, [N]
 * @param backward backward passes, [N]
 * @param zeroGradient whether every gradient of the example was zero everywhere, so that nothing
 *     was learnt from the model, [N]
 */
public record Effort(int[] forward, int[] backward, boolean[] zeroGradient) {
  /** The same for each of {@code examples} examples. */
  static Effort of(int examples, int forward, int backward) {
    Effort effort = new Effort(new int[examples], new int[examples], new boolean[examples]);
    Arrays.fill(effort.forward, forward);
    Arrays.fill(effort.backward, backward);
    return effort;
  }

  /** All examples of {@code parts}, in order. */
  static Effort concat(List<Effort> parts) {
    int size = parts.stream().mapToInt(part -> part.forward.length).sum();
    Effort all = of(size, 0, 0);
    int at = 0;
    for (Effort part : parts) {
      int length = part.forward.length;
      System.arraycopy(part.forward, 0, all.forward, at, length);
      System.arraycopy(part.backward, 0, all.backward, at, length);
      System.arraycopy(part.zeroGradient, 0, all.zeroGradient, at, length);
      at += length;
    }
    return all;
  }

  /** Adds what the examples of {@code rows} cost on top. */
  void add(int[] rows, Effort more) {
    for (int i = 0; i < rows.length; i++) {
      forward[rows[i]] += more.forward[i];
      backward[rows[i]] += more.backward[i];
      zeroGradient[rows[i]] &= more.zeroGradient[i] || more.backward[i] == 0;
    }
  }

  /** The forward passes of all examples together. */
  public long totalForward() {
    return Arrays.stream(forward).asLongStream().sum();
  }

  /** The backward passes of all examples together. */
  public long totalBackward() {
    return Arrays.stream(backward).asLongStream().sum();
  }

  /** The most forward passes of an example. */
  public int mostForward() {
    return Arrays.stream(forward).max().orElse(0);
  }

  /** The most backward passes of an example. */
  public int mostBackward() {
    return Arrays.stream(backward).max().orElse(0);
  }

  /** How many examples had gradients of zero alone. */
  public int zeroGradients() {
    int count = 0;
    for (boolean zero : zeroGradient) {
      count += zero ? 1 : 0;
    }
    return count;
  }
}
