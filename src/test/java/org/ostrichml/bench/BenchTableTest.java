package org.ostrichml.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ostrichml.OstrichException;
import org.ostrichml.report.Json;

/** Figures from made-up times, reckoned by hand. */
class BenchTableTest {
  private static final Entry OURS =
      entry(OurAttack.NAME, List.of(90.0, 30.0, 20.0, 40.0), 1, new Check(0.25, 0.1, 0.995, 0.9));
  private static final Entry LOOP =
      entry("tf-function", List.of(300.0, 50.0, 60.0), 1, new Check(0.25, 0.1, 1.0, 1.0));
  private static final Entry ART = Entry.failed("art", "ImportError: No module named 'art'");

  private static final Result RESULT =
      new Result(
          "mlp-1",
          "a task",
          List.of(OURS.beside(OURS), ART.beside(OURS), LOOP.beside(OURS)),
          List.of("ostrich is too good"));

  private static final BenchReport REPORT =
      new BenchReport(
          new Machine("A processor", 2, "on", "2.18.0", "17", Map.of("art", "1.2")),
          List.of(RESULT));

  /** An attack of ten steps. */
  private static Entry entry(String name, List<Double> times, double forward, Check check) {
    Timing timing = Timing.of(times);
    return Entry.timed(name, timing, Pace.of(timing.best(), 10, forward), check);
  }

  @Test
  void firstBestAndMedianAreToldApart() {
    assertThat(Timing.of(List.of(90.0, 30.0, 20.0, 40.0))).isEqualTo(new Timing(90, 20, 30, 4));
    assertThat(Timing.of(List.of(10.0, 30.0, 20.0))).isEqualTo(new Timing(10, 20, 25, 3));
    assertThat(Timing.of(List.of(7.0))).isEqualTo(new Timing(7, 7, 7, 1));
    assertThat(Timing.ofAlike(List.of(1.0, 5.0, 3.0))).isEqualTo(new Timing(1, 1, 3, 3));
  }

  @Test
  void aStepIsCountedInForwardPasses() {
    assertThat(Pace.of(200, 10, 8)).isEqualTo(new Pace(8, 20, 2.5));
  }

  @Test
  void ratiosAreThePeersTimeByOurs() {
    assertThat(LOOP.beside(OURS).ratio()).isCloseTo(2.5, within(1e-12));
    assertThat(OURS.beside(OURS).ratio()).isNull();
    assertThat(ART.beside(OURS).ratio()).isNull();
    Entry failed = Entry.failed(OurAttack.NAME, "no");
    assertThat(LOOP.beside(failed).ratio()).isNull();
    Entry small = Entry.memory("a", () -> 200);
    assertThat(Entry.memory("b", () -> 500).beside(small).ratio()).isEqualTo(2.5);
  }

  @Test
  void theTableHasALineForEach() {
    assertThat(BenchTable.of(RESULT))
        .isEqualTo(
            """
            mlp-1  a task
                              first ms    best ms  median ms    ms/step forward ms   forwards      ratio     robust    largest  same step   same end
              ostrich             90.0       20.0       30.0       2.00       1.00       2.00                 25.0%   0.100000      99.5%      90.0%
              art            not measured: ImportError: No module named 'art'
              tf-function          300       50.0       55.0       5.00       1.00       5.00       2.50      25.0%   0.100000     100.0%     100.0%
              ! ostrich is too good""");
  }

  @Test
  void columnsWithoutFiguresAreLeftOut() {
    Result memory =
        new Result("memory", "m", List.of(Entry.memory("ostrich", () -> 1234.4)), List.of());

    assertThat(BenchTable.of(memory))
        .isEqualTo("memory  m\n                        MB\n  ostrich            1,234");
  }

  @Test
  void markdownHasALineForEachWorkAndNamesTheMachine() {
    assertThat(BenchMarkdown.of(REPORT))
        .isEqualTo(
            """
            Measured on A processor, 2 cores, oneDNN on, TensorFlow 2.18.0, Java 17; in Python: art 1.2.

            | work | Ostrich | forwards a step | foolbox | art | cleverhans | tf-function | robust accuracy |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            | `mlp-1`: a task | 20.0 ms | 2.00 |  |  |  | 50.0 ms, x 2.50 | 25.0% |""");
  }

  @Test
  void marksAreDisagreement() {
    assertThat(REPORT.agrees()).isFalse();
    assertThat(new BenchReport(REPORT.machine(), List.of()).agrees()).isTrue();
  }

  @Test
  void jsonHasAllOfIt() {
    assertThat(Json.of(REPORT))
        .contains("\"oneDnn\": \"on\"", "\"median\": 30.0", "\"forwardsPerStep\": 5.0")
        .contains("\"sameStep\": 0.995", "\"failure\": \"ImportError: No module named 'art'\"");
  }

  @Test
  void numbersKeepThreeOrFourDigits() {
    assertThat(List.of(1234.4, 123.4, 12.34, 1.234, 0.1234))
        .map(Figures::amount)
        .containsExactly("1,234", "123", "12.3", "1.23", "0.123");
  }

  @Test
  void whatOneDnnWasToldIsSaid() {
    assertThat(Machine.switched(null)).isEqualTo("unset");
    assertThat(Machine.switched("0")).isEqualTo("off");
    assertThat(Machine.switched("1")).isEqualTo("on");
    assertThat(Machine.here(Map.of()).cpu()).isNotBlank();
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> setup(0, 1))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("rounds");
    assertThatThrownBy(() -> setup(1, 0))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("time-out");
  }

  private static Setup setup(int rounds, long timeout) {
    Path none = Path.of("none");
    return new Setup(null, null, none, null, none, null, List.of(), rounds, timeout, 1);
  }
}
