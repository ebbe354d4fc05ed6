package org.ostrichml.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;

/** What one contestant has done so far. */
final class Run {
  private final Contestant contestant;
  private final List<Double> attacks = new ArrayList<>();
  private final List<Double> forwards = new ArrayList<>();
  private Batch result;
  private Batch oneStep;
  private String failure;

  Run(Contestant contestant) {
    this.contestant = contestant;
  }

  /** Has its turn; one that failed has none any more. */
  void turn() {
    if (failure != null) {
      return;
    }
    try {
      forwards.addAll(contestant.forward(Turn.FORWARD));
      attacks.addAll(contestant.attack(Turn.USUAL));
    } catch (PeerFailure e) {
      failure = e.getMessage();
    }
  }

  /** Takes what its attack made of the examples, and what one step makes of them. */
  void finish(Batch originals) {
    if (failure != null) {
      return;
    }
    try {
      result = contestant.result();
      oneStep = contestant.oneStep();
      if (!Arrays.equals(result.shape(), originals.shape())) {
        failure = "gave an array of shape " + Arrays.toString(result.shape());
      }
    } catch (PeerFailure | OstrichException e) {
      failure = e.getMessage();
    }
  }

  String name() {
    return contestant.name();
  }

  String failure() {
    return failure;
  }

  /** Milliseconds of all attacks, in their order. */
  Timing timing() {
    return Timing.of(attacks);
  }

  /** What a step cost. */
  Pace pace(int steps) {
    double forward = forwards.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    return Pace.of(timing().best(), steps, forward);
  }

  /** What its attack made of the examples. */
  Batch result() {
    return result;
  }

  /** What one step makes of them. */
  Batch oneStep() {
    return oneStep;
  }
}
