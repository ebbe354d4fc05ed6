package org.ostrichml.jmh;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.model.TargetModel;

/** What loading a model takes, and compiling an attack on a model that is fresh. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 10)
public class LoadBenchmarks {
  /** A folder of saved_models. */
  @Param({"mnist-mlp", "pictures"})
  public String model;

  private TargetModel fresh;

  /** Loads the model anew, as an attack that was compiled once stays so. */
  @Setup(Level.Invocation)
  public void open() {
    fresh = TargetModel.load(path());
  }

  /** Closes the model. */
  @TearDown(Level.Invocation)
  public void close() {
    fresh.close();
  }

  /** Loads and closes the model. */
  @Benchmark
  public int load() {
    try (TargetModel loaded = TargetModel.load(path())) {
      return loaded.classes();
    }
  }

  /** Adds the loss, the gradient and the step to the model's graph. */
  @Benchmark
  public CompiledAttack compile() {
    return new Pgd(Threat.linf(8 / 255f), 10).compile(fresh);
  }

  private Path path() {
    return Path.of("saved_models", model);
  }
}
