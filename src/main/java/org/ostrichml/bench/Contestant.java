package org.ostrichml.bench;

import java.util.List;
import org.ostrichml.data.Batch;

/** Who carries out an attack and is timed. */
interface Contestant {
  /** What it is called in tables. */
  String name();

  /** Milliseconds of attacks on the whole work, one after the other. */
  List<Double> attack(Turn turn);

  /** Milliseconds of forward passes on the whole work. */
  List<Double> forward(Turn turn);

  /** What the latest attack made of the examples. */
  Batch result();

  /** What a single step makes of them. */
  Batch oneStep();
}
