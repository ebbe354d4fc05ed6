package org.ostrichml.model;

import org.ostrichml.OstrichException;

/**
 * What a model is to run on.
 *
 * @param device where
 * @param threads how many threads work at a time, at least 1; null for one for each processor, or
 *     fewer where that is faster. The threads of TensorFlow serve a whole process, and the first
 *     session opened in it makes them: what later ones want changes nothing
 */
public record Engine(Device device, Integer threads) {
  /** A GPU if there is one, else all processors. */
  public static final Engine DEFAULT = new Engine(Device.AUTO, null);

  /** More than any machine has processors; TensorFlow would make as many as are asked for. */
  private static final int MOST_THREADS = 1024;

  /** Checks the threads; an {@link OstrichException} says what is wrong. */
  public Engine {
    if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
      throw new OstrichException("--threads must be 1 to %d.".formatted(MOST_THREADS));
    }
  }
}
