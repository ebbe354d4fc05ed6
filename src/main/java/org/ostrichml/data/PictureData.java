package org.ostrichml.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ostrichml.OstrichException;

/** Picture files, read as they are wanted. One that cannot be read is passed over. */
public final class PictureData implements DataSource {
  private final List<LabelledFile> files;
  private final int[] labels;
  private final Function<Picture, Batch> fit;
  private final List<String> unreadable = new ArrayList<>();
  private int at;
  private Batch waiting;

  /**
   * The pictures in {@code files}.
   *
   * @param labels the class of each
   * @param fit makes a batch of one of a picture
   */
  public PictureData(List<LabelledFile> files, int[] labels, Function<Picture, Batch> fit) {
    this.files = List.copyOf(files);
    this.labels = labels.clone();
    this.fit = fit;
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public Optional<LabelledBatch> next(int atMost) {
    List<Batch> examples = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    while (examples.size() < atMost && at < files.size()) {
      Batch example = waiting == null ? read(files.get(at)) : waiting;
      waiting = null;
      if (example != null) {
        if (!examples.isEmpty() && !Arrays.equals(examples.get(0).shape(), example.shape())) {
          waiting = example;
          break;
        }
        examples.add(example);
        classes.add(labels[at]);
      }
      at++;
    }
    if (examples.isEmpty()) {
      return Optional.empty();
    }
    int[] own = classes.stream().mapToInt(Integer::intValue).toArray();
    return Optional.of(new LabelledBatch(Batch.concat(examples), own));
  }

  private Batch read(LabelledFile labelled) {
    Picture picture;
    try {
      picture = Picture.read(labelled.file());
    } catch (OstrichException e) {
      unreadable.add(e.getMessage());
      return null;
    }
    return fit.apply(picture);
  }

  @Override
  public List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  @Override
  public void close() {
    // Every picture is closed once it is read.
  }
}
