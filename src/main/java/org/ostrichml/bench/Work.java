package org.ostrichml.bench;

import java.util.Locale;

/** What can be timed. */
public enum Work {
  /** A large model with many examples at a time. */
  MODEL_BATCH8("PGD-10 on 8 examples, no early stop", Need.MODEL),
  /** A large model with one example at a time. */
  MODEL_BATCH1("PGD-10 on one example, no early stop", Need.MODEL),
  /** A small net, where the start of each op is what counts. */
  MLP_1("PGD-40 on one example, an MLP 784-512-512-10, no early stop", Need.NOTHING),
  /** A small net with a batch of usual size. */
  MLP_100("PGD-40 on 100 examples, the same MLP, no early stop", Need.NOTHING),
  /** A small net with a large batch. */
  MLP_1000("PGD-40 on 1,000 examples, the same MLP, no early stop", Need.NOTHING),
  /** The same, where Ostrich lets go of what has fallen. */
  MLP_100_EARLY("PGD-40 on 100 examples, the same MLP, Ostrich stops early", Need.NOTHING),
  /** All of MNIST. */
  MNIST(
      "PGD-40 within 0.1 on all test digits, saved_models/mnist-mlp, Ostrich stops early",
      Need.MNIST),
  /** Photographs. */
  PHOTOS("PGD-40 within 4/255 on labelled photos, Ostrich stops early", Need.PHOTOS),
  /** The start of everything. */
  COLD("one FGSM from a cold process, picture to picture", Need.MODEL),
  /** Memory rather than time. */
  MEMORY("peak memory of a process that does model-batch8", Need.MODEL);

  /** What a work has to be given. */
  enum Need {
    NOTHING(""),
    MODEL("--model"),
    PHOTOS("--model and --images"),
    MNIST("--mnist");

    private final String options;

    Need(String options) {
      this.options = options;
    }

    @Override
    public String toString() {
      return options;
    }
  }

  private final String task;
  private final Need need;

  Work(String task, Need need) {
    this.task = task;
    this.need = need;
  }

  /** What is to be done. */
  public String task() {
    return task;
  }

  /** The options without which it cannot be done; empty if there are none. */
  public String needs() {
    return need.toString();
  }

  Need need() {
    return need;
  }

  /** The name as users type it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
