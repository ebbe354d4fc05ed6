package org.ostrichml.attack;

import java.util.Arrays;
import org.ostrichml.model.TargetModel;

/**
 * The size of the groups that examples run in where their last bits count. TensorFlow's products
 * work on blocks of rows, and what is left over after the last whole block is rounded otherwise. So
 * an example runs alone, or in a group that is all whole blocks, whatever batch is asked for.
 */
final class Groups {
  /** Large examples fill a processor by themselves; small ones cost little more together. */
  private static final int LARGE_EXAMPLE = 10_000;

  /** A multiple of the blocks of all processors: 12, 24 and 48 rows. */
  private static final int WHOLE_BLOCKS = 48;

  private Groups() {}

  /** The model, to be run in such groups. */
  static TargetModel of(TargetModel model) {
    int[] shape = model.inputShape();
    long values =
        Arrays.stream(shape)
            .skip(1)
            .mapToLong(axis -> Math.max(1, axis))
            .reduce(model.views(), (a, b) -> a * b);
    return model.withBatchSize(values > LARGE_EXAMPLE ? 1 : WHOLE_BLOCKS);
  }
}
