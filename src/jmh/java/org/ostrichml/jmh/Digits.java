package org.ostrichml.jmh;

import java.nio.file.Path;
import java.util.Random;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/** The model of digits that comes along, open, and random images for it. */
@State(Scope.Benchmark)
public class Digits {
  static final Path PATH = Path.of("saved_models/mnist-mlp");

  /** How many images there are. */
  @Param({"1", "100"})
  public int size;

  TargetModel model;
  Batch images;

  /** Opens the model. */
  @Setup(Level.Trial)
  public void open() {
    model = TargetModel.load(PATH);
    int[] shape = model.inputShape();
    shape[0] = size;
    Random random = new Random(1);
    float[] values = new float[size * 28 * 28];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    images = new Batch(values, shape);
  }

  /** Closes it. */
  @TearDown(Level.Trial)
  public void close() {
    model.close();
  }
}
