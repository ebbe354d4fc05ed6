package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

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
  @ValueSource(ints = {1, 23, 24, 100})
  void graphsOfFewOpsRunInTheCallingThread(int ops) {
    int expected = ops < 24 ? IN_THE_CALLING_THREAD : 0;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> constant = tf.constant(1f);
      for (int i = 0; i < ops; i++) {
        tf.math.add(constant, constant);
      }

      assertThat(Sessions.config(Engine.DEFAULT, graph).getInterOpParallelismThreads())
          .isEqualTo(expected);
      assertThat(Sessions.config(new Engine(Device.AUTO, 2), graph).getInterOpParallelismThreads())
          .as("unless the user decides")
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
