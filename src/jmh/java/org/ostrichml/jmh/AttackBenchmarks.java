package org.ostrichml.jmh;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/** What a forward pass takes, a step of PGD, and FGSM from one picture to another. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AttackBenchmarks {
  private static final int STEPS = 10;
  private static final float EPSILON = 8 / 255f;

  /** A folder of saved_models. */
  @Param({"mnist-mlp", "pictures"})
  public String model;

  /** How many examples there are. */
  @Param({"1", "8"})
  public int batch;

  private TargetModel loaded;
  private PictureFormat format;
  private Batch examples;
  private Picture picture;
  private Goal goal;
  private CompiledAttack pgd;
  private CompiledAttack fgsm;

  /** Loads the model and compiles the attacks. */
  @Setup
  public void open() {
    loaded = TargetModel.load(Path.of("saved_models", model));
    format = PictureFormat.of(loaded, false);
    int[] shape = loaded.inputShape();
    shape[0] = batch;
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[batch * shape[1] * shape[2] * shape[3]];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    examples = new Batch(values, shape);
    picture = format.picture(examples.slice(0, 1));
    goal = Goal.untargeted(Prediction.classes(loaded.predict(examples)));
    pgd = new Pgd(Threat.linf(EPSILON), STEPS).compile(loaded);
    fgsm = new Fgsm(Threat.linf(EPSILON).withGreyLevels()).compile(loaded);
  }

  /** Closes the model. */
  @TearDown
  public void close() {
    loaded.close();
  }

  /** One forward pass over the batch. */
  @Benchmark
  public Batch forward() {
    return loaded.predict(examples);
  }

  /** One of ten steps on the batch. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public AdversarialBatch pgdStep() {
    return pgd.run(examples, goal);
  }

  /** From a picture in memory to one that is taken for something else. */
  @Benchmark
  public Picture fgsmOnAPicture() {
    Batch example = format.batch(format.fit(picture));
    Goal away = Goal.untargeted(Prediction.classes(loaded.predict(example)));
    return format.picture(fgsm.run(example, away).examples());
  }
}
