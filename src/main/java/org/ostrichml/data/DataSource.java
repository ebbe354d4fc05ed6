package org.ostrichml.data;

import java.util.List;
import java.util.Optional;

/**
 * A data set that is read once, from its first example to its last, and never whole into memory.
 * Whoever opens it closes it.
 */
public interface DataSource extends AutoCloseable {
  /** How many examples there are, those that cannot be read included. */
  int size();

  /**
   * The next examples; none at the end.
   *
   * @param atMost how many are wanted, at least 1; fewer may come, as at the end or where the next
   *     example has another shape
   * @throws org.ostrichml.OstrichException if the data are damaged or do not fit the model
   */
  Optional<LabelledBatch> next(int atMost);

  /** Why some examples could not be read so far, one sentence each; the others are not affected. */
  default List<String> unreadable() {
    return List.of();
  }

  @Override
  void close();
}
