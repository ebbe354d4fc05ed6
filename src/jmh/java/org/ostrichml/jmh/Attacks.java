package org.ostrichml.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.objective.Goal;

/** What an attack repeats: a forward pass, and a step with all that surrounds it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class Attacks {
  private static final Goal GOAL = Goal.untargeted(3);
  private CompiledAttack oneStep;

  /** Compiles the attack. */
  @Setup(Level.Trial)
  public void compile(Digits digits) {
    oneStep = new Pgd(Threat.linf(0.1f), 1).compile(digits.model);
  }

  /** One forward pass. */
  @Benchmark
  public Batch forward(Digits digits) {
    return digits.model.predict(digits.images);
  }

  /** PGD of one step. */
  @Benchmark
  public AdversarialBatch step(Digits digits) {
    return oneStep.run(digits.images, GOAL);
  }
}
