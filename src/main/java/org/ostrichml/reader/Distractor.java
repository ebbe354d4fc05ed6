package org.ostrichml.reader;

import java.util.List;

/** A way to choose what is added to a paragraph. */
@FunctionalInterface
public interface Distractor {
  /**
   * Adds to each paragraph what distracts {@code reader} from the true answer. The same examples
   * give the same, however many are asked for at a time.
   *
   * @throws org.ostrichml.OstrichException if an example is too long for the reader as it is
   */
  List<Distraction> distract(Reader reader, List<Example> examples);
}
