package org.ostrichml.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every benchmark runs once, without JMH and untimed, so that none is broken unseen. */
class BenchmarksTest {
  @ParameterizedTest
  @ValueSource(strings = {"mnist-mlp", "pictures"})
  void attacksRun(String model) {
    AttackBenchmarks benchmarks = new AttackBenchmarks();
    benchmarks.model = model;
    benchmarks.batch = 2;
    benchmarks.open();
    assertThat(benchmarks.forward().size()).isEqualTo(2);
    assertThat(benchmarks.pgdStep().effort().mostBackward()).isEqualTo(10);
    assertThat(benchmarks.fgsmOnAPicture().width()).isPositive();
    benchmarks.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist-mlp", "pictures"})
  void modelsLoad(String model) {
    LoadBenchmarks benchmarks = new LoadBenchmarks();
    benchmarks.model = model;
    benchmarks.open();
    assertThat(benchmarks.load()).isGreaterThan(1);
    assertThat(benchmarks.compile()).isNotNull();
    benchmarks.close();
  }
}
