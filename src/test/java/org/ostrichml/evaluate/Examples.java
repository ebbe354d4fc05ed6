package org.ostrichml.evaluate;

import java.util.Arrays;
import java.util.Optional;
import org.ostrichml.data.Batch;
import org.ostrichml.data.DataSource;
import org.ostrichml.data.LabelledBatch;

/** Examples that are in memory, as data to be read. */
final class Examples implements DataSource {
  private final Batch examples;
  private final int[] labels;
  private int at;

  Examples(Batch examples, int... labels) {
    this.examples = examples;
    this.labels = labels;
  }

  @Override
  public int size() {
    return examples.size();
  }

  @Override
  public Optional<LabelledBatch> next(int atMost) {
    int from = at;
    at = Math.min(at + atMost, examples.size());
    return from == at
        ? Optional.empty()
        : Optional.of(
            new LabelledBatch(examples.slice(from, at), Arrays.copyOfRange(labels, from, at)));
  }

  @Override
  public void close() {}
}
