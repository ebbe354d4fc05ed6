package org.ostrichml.reader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;

/**
 * A model that finds answers in paragraphs. It takes the numbers of L tokens, int32 [N, L]: the
 * question, a separator, the paragraph, and padding. It puts out, for each token, a logit for the
 * answer to start there and one for it to end there, float32 [N, 2, L]. So a span is a map of two
 * positions with L classes, and whatever attacks maps can be asked for one.
 */
public final class Reader implements AutoCloseable {
  /** Groups of one size, of whole blocks of every kernel: no answer depends on the others. */
  private static final int GROUP = 48;

  /** The numbers of tokens that floats hold exactly. */
  private static final Bounds TOKENS = new Bounds(0, 1 << 24);

  private final TargetModel model;
  private final Vocabulary vocabulary;
  private final int length;
  private final Embedding embedding;

  private Reader(TargetModel model, Vocabulary vocabulary, Path path) {
    this.model = model;
    this.vocabulary = vocabulary;
    int[] input = model.inputShape();
    if (input.length != 2 || input[1] < 1) {
      throw refusal(path, "input has shape " + Arrays.toString(input));
    }
    length = input[1];
    int[] output = model.scores(new Batch(new float[length], 1, length)).shape();
    if (!Arrays.equals(output, new int[] {1, 2, length})) {
      throw refusal(path, "output for one example has shape " + Arrays.toString(output));
    }
    embedding = Embedding.of(model).orElse(null);
    if (embedding != null && embedding.rows() < vocabulary.size()) {
      throw new OstrichException(
          "The vocabulary of %s has %d tokens, but the model knows %d: put the model's own beside it."
              .formatted(path, vocabulary.size(), embedding.rows()));
    }
  }

  private static OstrichException refusal(Path path, String problem) {
    return new OstrichException(
        "%s is no reader: its %s. A reader takes token ids, [-1, L], and puts out logits of where the answer starts and ends, [-1, 2, L]."
            .formatted(path, problem));
  }

  /**
   * Loads a SavedModel with the vocabulary in its folder.
   *
   * @throws OstrichException if either cannot be read, or the model is no reader
   */
  public static Reader load(Path path) {
    return load(path, ModelOptions.defaults());
  }

  /** Loads a reader as {@link #load(Path)}, with choices of one's own. */
  public static Reader load(Path path, ModelOptions options) {
    TargetModel model = TargetModel.load(path, options.withWholeNumbers().withBounds(TOKENS));
    try {
      Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
      return new Reader(model, Vocabulary.beside(folder), path);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The model. */
  public TargetModel model() {
    return model;
  }

  /** The words that it knows. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Where tokens become vectors; null where that is no lookup in a table. */
  Embedding embedding() {
    return embedding;
  }

  /** How many tokens question and paragraph may have, with one between them. */
  public int length() {
    return length;
  }

  /** Whether an example is short enough. */
  boolean holds(Example example) {
    int question = Tokenizer.tokens(example.question()).size();
    return question + 1 + Tokenizer.tokens(example.paragraph()).size() <= length;
  }

  /**
   * Checks that examples can be read.
   *
   * @throws OstrichException if one is too long
   */
  public void check(List<Example> examples) {
    examples.forEach(this::encode);
  }

  /** The example as the model takes it. */
  Encoded encode(Example example) {
    return Encoded.of(example, vocabulary, length);
  }

  /**
   * What the model answers to each example.
   *
   * @throws OstrichException if one is too long, or the model's logits are no numbers
   */
  public List<Reading> read(List<Example> examples) {
    List<Encoded> encoded = examples.stream().map(this::encode).toList();
    if (encoded.isEmpty()) {
      return List.of();
    }
    Batch tokens = Batch.concat(encoded.stream().map(Encoded::batch).toList());
    Batch logits = model.withBatchSize(GROUP).scores(tokens);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < encoded.size(); i++) {
      readings.add(encoded.get(i).reading(logits.slice(i, i + 1).values()));
    }
    return readings;
  }

  /** The part of the words of some examples that the vocabulary does not have. */
  public double unknownShare(List<Example> examples) {
    return examples.stream()
        .flatMap(example -> Stream.of(example.question(), example.paragraph()))
        .flatMap(text -> Tokenizer.tokens(text).stream())
        .mapToInt(token -> vocabulary.knows(token) ? 0 : 1)
        .average()
        .orElse(0);
  }

  @Override
  public void close() {
    model.close();
  }
}
