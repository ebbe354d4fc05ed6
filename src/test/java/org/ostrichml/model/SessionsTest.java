package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;

class SessionsTest {
  private static final int IN_THE_CALLING_THREAD = -1;

  @Test
  void tensorFlowDecidesWhatNobodyAsksFor() {
    ConfigProto config = Sessions.config(Engine.DEFAULT);

    assertThat(config.getDeviceCountMap()).isEmpty();
    assertThat(config.getIntraOpParallelismThreads()).isZero();
    assertThat(config.getInterOpParallelismThreads()).isZero();
  }

  @Test
  void theProcessorAloneHidesGpus() {
    assertThat(config(Device.CPU, null).getDeviceCountMap()).containsEntry("GPU", 0);
    assertThat(config(Device.GPU, null).getDeviceCountMap()).isEmpty();
  }

  @Test
  void memoryOfGpusIsTakenAsItIsNeeded() {
    for (Device device : Device.values()) {
      assertThat(config(device, null).getGpuOptions().getAllowGrowth()).isTrue();
    }
  }

  @Test
  void asManyThreadsAsAreAskedFor() {
    ConfigProto three = config(Device.AUTO, 3);
    assertThat(three.getIntraOpParallelismThreads()).isEqualTo(3);
    assertThat(three.getInterOpParallelismThreads()).isEqualTo(3);

    ConfigProto one = config(Device.AUTO, 1);
    assertThat(one.getIntraOpParallelismThreads()).isEqualTo(1);
    assertThat(one.getInterOpParallelismThreads()).isEqualTo(IN_THE_CALLING_THREAD);
  }

  @ParameterizedTest
  @CsvSource({"1, 64, true", "23, 64, true", "24, 64, false", "24, 5, false", "9999, 4, true"})
  void smallGraphsAndFewProcessorsRunOpsInTheCallingThread(
      int ops, int processors, boolean expected) {
    assertThat(Sessions.runsInTheCallingThread(ops, processors)).isEqualTo(expected);
  }

  @Test
  void opsRunInTheCallingThreadUnlessTheUserDecides() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      tf.math.add(tf.constant(1f), tf.constant(1f));

      assertThat(Sessions.config(Engine.DEFAULT, graph).getInterOpParallelismThreads())
          .isEqualTo(IN_THE_CALLING_THREAD);
      assertThat(Sessions.config(new Engine(Device.AUTO, 2), graph).getInterOpParallelismThreads())
          .isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 1025, Integer.MAX_VALUE})
  void numbersOfThreadsThatNoMachineHasAreRefused(int threads) {
    assertThatThrownBy(() -> new Engine(Device.AUTO, threads))
        .isInstanceOf(OstrichException.class)
        .hasMessage("--threads must be 1 to 1024.");
  }

  private static ConfigProto config(Device device, Integer threads) {
    return Sessions.config(new Engine(device, threads));
  }
}
