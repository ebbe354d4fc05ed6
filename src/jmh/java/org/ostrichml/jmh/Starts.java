package org.ostrichml.jmh;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.model.TargetModel;

/** What comes before the first step: reading a model, and making an attack ready for it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class Starts {
  /** A model that comes along. */
  @Param({"mnist-mlp", "pictures"})
  public String name;

  /** Loads and closes the model. */
  @Benchmark
  public int load() {
    try (TargetModel model = open()) {
      return model.classes();
    }
  }

  /** The same, with an attack made ready in between: the gradient is built anew. */
  @Benchmark
  public CompiledAttack loadAndCompile() {
    try (TargetModel model = open()) {
      return new Pgd(Threat.linf(0.1f), 1).compile(model);
    }
  }

  private TargetModel open() {
    return TargetModel.load(Path.of("saved_models").resolve(name));
  }
}
