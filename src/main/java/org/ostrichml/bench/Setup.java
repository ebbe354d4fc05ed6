package org.ostrichml.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;

/**
 * What the works are done with.
 *
 * @param model the model of the large works, or null
 * @param images labelled pictures for it, or null: then random ones where no labels are needed
 * @param digits the model of the digits
 * @param mnist a folder of MNIST's idx files, or null
 * @param launcher the script that starts Ostrich, for the work {@code cold}
 * @param python a Python with TensorFlow, or null: then Ostrich is timed alone
 * @param peers whom to compare with
 * @param rounds how many turns each contestant has, at least 1
 * @param timeoutSeconds how long one turn of a peer may take, at least 1
 * @param seed of random images and weights
 */
public record Setup(
    Path model,
    Path images,
    Path digits,
    Path mnist,
    Path launcher,
    Path python,
    List<Peer> peers,
    int rounds,
    long timeoutSeconds,
    long seed) {

  /**
   * Checks the numbers, and that what is named is there.
   *
   * @throws OstrichException if it is not
   */
  public Setup {
    if (rounds < 1) {
      throw new OstrichException("There are %d rounds: give at least 1.".formatted(rounds));
    }
    if (timeoutSeconds < 1) {
      throw new OstrichException(
          "The time-out is %d s: give at least 1.".formatted(timeoutSeconds));
    }
    Stream.of(model, images, mnist)
        .filter(path -> path != null && !Files.exists(path))
        .forEach(
            path -> {
              throw new OstrichException(path + " does not exist: check the path.");
            });
    peers = python == null ? List.of() : List.copyOf(peers);
  }

  /** Whether a work has all it needs. */
  public boolean allows(Work work) {
    return switch (work.need()) {
      case NOTHING -> true;
      case MODEL -> model != null;
      case PHOTOS -> model != null && images != null;
      case MNIST -> mnist != null;
    };
  }
}
