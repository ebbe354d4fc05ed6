package org.ostrichml.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.data.Batch;
import org.ostrichml.data.LabelledBatch;
import org.ostrichml.model.TargetModel;

/** Results that agree and others, on a model that takes the larger of two values for the class. */
class VerdictTest {
  private static final Batch ORIGINALS = new Batch(new float[] {0.2f, 0.6f, 0.7f, 0.3f}, 2, 2);
  private static final int[] LABELS = {1, 0};

  /** The first example falls, the second stands; nothing moves by more than 0.25. */
  private static final float[] USUAL = {0.45f, 0.35f, 0.65f, 0.35f};

  @TempDir Path folder;
  private TargetModel model;

  @BeforeEach
  void load() throws IOException {
    model = TwoClasses.load(folder);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void equalResultsAgree() {
    Result result = judge(false, run("ostrich", USUAL), run("tf-function", USUAL));

    assertThat(result.marks()).isEmpty();
    Check check = result.entries().get(0).check();
    assertThat(check.robustAccuracy()).isEqualTo(0.5);
    assertThat(check.maxPerturbation()).isEqualTo(0.6f - 0.35f);
    assertThat(check.sameStep()).isEqualTo(1);
    assertThat(check.sameEnd()).isEqualTo(1);
    assertThat(result.entries().get(1).ratio()).isEqualTo(1);
  }

  @Test
  void aChangeBeyondEpsilonIsMarked() {
    float[] far = {0.46f, 0.35f, 0.65f, 0.35f};

    assertThat(judge(false, run("ostrich", USUAL), run("art", far)).marks())
        .containsExactly("art changes a value by 0.260000, more than epsilon");
    float[] none = {Float.NaN, 0.35f, 0.65f, 0.35f};
    assertThat(Check.distance(new Batch(none, 2, 2), ORIGINALS)).isNaN();
  }

  @Test
  void oneExampleOfFewMayFallOtherwise() {
    float[] both = {0.45f, 0.35f, 0.45f, 0.55f};

    assertThat(judge(false, run("ostrich", USUAL), run("art", both)).marks()).isEmpty();
    assertThat(judge(false, run("ostrich", ORIGINALS.values()), run("art", both)).marks())
        .containsExactly("art leaves a robust accuracy that is 100.0 points off, more than 50.0");
  }

  @Test
  void valuesThatTheLoopDidNotFindAreMarked() {
    float[] other = {0.45f, 0.35f, 0.65f, 0.36f};

    Result result = judge(false, run("ostrich", other), run("tf-function", USUAL));

    assertThat(result.entries().get(0).check().sameStep()).isEqualTo(0.75);
    assertThat(result.entries().get(0).check().sameEnd()).isEqualTo(0.75);
    assertThat(result.marks())
        .containsExactly("ostrich finds 75.0% of the loop's values after one step, less than 99%");
  }

  @Test
  void whoStopsEarlyIsNotComparedValueByValue() {
    float[] other = {0.4f, 0.39f, 0.65f, 0.35f};

    Result result = judge(true, run("ostrich", other), run("tf-function", USUAL));

    assertThat(result.entries().get(0).check().sameStep()).isNull();
    assertThat(result.marks()).isEmpty();
  }

  @Test
  void anArrayOfAnotherShapeIsAFailure() {
    Run art = new Run(new Stub("art", new Batch(new float[] {1, 2}, 1, 2)));
    art.turn();

    Result result = judge(false, run("ostrich", USUAL), art);

    assertThat(result.entries().get(1).failure()).isEqualTo("gave an array of shape [1, 2]");
    assertThat(result.marks()).isEmpty();
  }

  private Result judge(boolean stopEarly, Run... runs) {
    LabelledBatch data = new LabelledBatch(ORIGINALS, LABELS);
    Subject subject = new Subject(folder, data, 1, 0.25f, 4, stopEarly);
    Job job = new Job(Work.MLP_1, model, subject, null, folder);
    List<Run> all = new ArrayList<>(List.of(runs));
    all.forEach(run -> run.finish(ORIGINALS));
    return new Verdict(job).of(all);
  }

  private static Run run(String name, float[] values) {
    Run run = new Run(new Stub(name, new Batch(values, 2, 2)));
    run.turn();
    return run;
  }

  /** One that always takes as long, and comes to the same. */
  private record Stub(String name, Batch result) implements Contestant {
    @Override
    public List<Double> attack(Turn turn) {
      return List.of(5.0, 4.0);
    }

    @Override
    public Batch oneStep() {
      return result;
    }

    @Override
    public List<Double> forward(Turn turn) {
      return List.of(1.0);
    }
  }
}
