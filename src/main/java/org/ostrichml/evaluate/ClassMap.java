package org.ostrichml.evaluate;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Picture;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/**
 * A class for each pixel of a picture.
 *
 * @param height in pixels
 * @param width in pixels
 * @param classes row-major, [height x width]; {@link Goal#ANY} where it does not matter; shared,
 *     not copied
 */
public record ClassMap(int height, int width, int[] classes) {
  private static final int WHITE = 0xFFFFFF;

  /**
   * What a model sees in each example, one forward pass.
   *
   * @throws OstrichException if its output is no map: [N, height, width, classes]
   */
  public static List<ClassMap> of(TargetModel model, Batch examples) {
    require(model);
    Batch scores = model.scores(examples);
    int[] shape = scores.shape();
    int pixels = shape[1] * shape[2];
    int[] best = Prediction.classes(new Batch(scores.values(), shape[0] * pixels, shape[3]));
    return IntStream.range(0, shape[0])
        .mapToObj(
            i ->
                new ClassMap(
                    shape[1], shape[2], Arrays.copyOfRange(best, i * pixels, (i + 1) * pixels)))
        .toList();
  }

  /**
   * Checks that a model puts out a map.
   *
   * @throws OstrichException if its output is no [N, height, width, classes]
   */
  public static void require(TargetModel model) {
    int[] output = model.outputShape();
    if (output.length != 4 || model.classes() == 0) {
      throw new OstrichException(
          "The output has shape %s (-1 is any): it is no map of classes, [N, height, width, classes]. Choose another with --output."
              .formatted(Arrays.toString(output)));
    }
  }

  /**
   * Reads a map off a picture in the colours of a model's classes. White and transparent pixels,
   * unless white is a class's colour, do not matter.
   *
   * @throws OstrichException if the file is no picture or a pixel has the colour of no class
   */
  public static ClassMap read(Path file, TargetModel model) {
    Picture picture = Picture.read(file);
    Map<Integer, Integer> known = new HashMap<>(Map.of(WHITE, Goal.ANY));
    for (int k = 0; k < model.classes(); k++) {
      known.put(model.colours().get(k), k);
    }
    int[] classes = new int[picture.height() * picture.width()];
    for (int i = 0; i < classes.length; i++) {
      int x = i % picture.width();
      int y = i / picture.width();
      Integer found = known.get(picture.rgb(x, y));
      if (found == null) {
        throw new OstrichException(
            "%s: the pixel in column %d and row %d is #%06x, the colour of no class. Draw in %s; white stays as it is."
                .formatted(file, x, y, picture.rgb(x, y), legend(model)));
      }
      classes[i] = found;
    }
    return new ClassMap(picture.height(), picture.width(), classes);
  }

  private static String legend(TargetModel model) {
    List<String> colours = new ArrayList<>();
    for (int k = 0; k < model.classes(); k++) {
      colours.add("#%06x (%s)".formatted(model.colours().get(k), model.labels().name(k)));
    }
    return String.join(", ", colours);
  }

  /** This map as a picture in the colours of the classes; white where the class does not matter. */
  public Picture picture(List<Integer> colours) {
    float[] values = new float[3 * classes.length];
    for (int i = 0; i < classes.length; i++) {
      int colour = classes[i] == Goal.ANY ? WHITE : colours.get(classes[i]);
      for (int channel = 0; channel < 3; channel++) {
        values[3 * i + channel] = (colour >> 16 - 8 * channel & 0xFF) / 255f;
      }
    }
    return Picture.of(values, height, width, 3, Bounds.UNIT);
  }

  /**
   * Checks that this map is as large as another.
   *
   * @param name what this one is, for the message
   * @throws OstrichException if it is not
   */
  public void checkSize(String name, ClassMap other) {
    if (height != other.height || width != other.width) {
      throw new OstrichException(
          "%s has %dx%d pixels, but the model's map has %dx%d: resize it without smoothing."
              .formatted(name, width, height, other.width, other.height));
    }
  }

  /** This map, with {@code other} where the class does not matter. */
  public ClassMap over(ClassMap other) {
    int[] merged = classes.clone();
    for (int i = 0; i < merged.length; i++) {
      merged[i] = merged[i] == Goal.ANY ? other.classes[i] : merged[i];
    }
    return new ClassMap(height, width, merged);
  }

  /** The places of the pixels of one class. */
  public int[] pixels(int label) {
    return IntStream.range(0, classes.length).filter(i -> classes[i] == label).toArray();
  }

  /**
   * This map without a class: its pixels take the class of the nearest other pixel, counted in
   * steps up, down and aside. Metzen et al. (2017), "Universal adversarial perturbations against
   * semantic image segmentation", section 3.
   *
   * @throws OstrichException if there is no other class
   */
  public ClassMap without(int label) {
    int[] filled = classes.clone();
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < filled.length; i++) {
      if (filled[i] != label) {
        open.add(i);
      }
    }
    if (open.isEmpty()) {
      throw new OstrichException(
          "The model sees nothing but the class that is to be hidden: there is nothing to put in its place.");
    }
    while (!open.isEmpty()) {
      int from = open.remove();
      for (int to : neighbours(from)) {
        if (filled[to] == label) {
          filled[to] = filled[from];
          open.add(to);
        }
      }
    }
    return new ClassMap(height, width, filled);
  }

  private int[] neighbours(int at) {
    int x = at % width;
    int y = at / width;
    return IntStream.of(
            y > 0 ? at - width : -1,
            x > 0 ? at - 1 : -1,
            x < width - 1 ? at + 1 : -1,
            y < height - 1 ? at + width : -1)
        .filter(i -> i >= 0)
        .toArray();
  }

  /** The part of some pixels that have the same class in another map; 1 of none. */
  public double agreement(ClassMap other, int[] pixels) {
    long same = IntStream.of(pixels).filter(i -> classes[i] == other.classes[i]).count();
    return pixels.length == 0 ? 1 : (double) same / pixels.length;
  }

  /**
   * The mean over the classes of the pixels that both maps give it, of those that one of them does
   * (mean intersection over union, mIoU); over classes that are in one of the maps, and pixels that
   * matter in {@code truth}.
   */
  public double meanIou(ClassMap truth) {
    Map<Integer, int[]> counts = new HashMap<>();
    for (int i = 0; i < classes.length; i++) {
      if (truth.classes[i] != Goal.ANY) {
        boolean same = classes[i] == truth.classes[i];
        counts.computeIfAbsent(classes[i], k -> new int[2])[0] += same ? 1 : 0;
        counts.get(classes[i])[1]++;
        counts.computeIfAbsent(truth.classes[i], k -> new int[2])[1] += same ? 0 : 1;
      }
    }
    return counts.values().stream().mapToDouble(k -> (double) k[0] / k[1]).average().orElse(1);
  }
}
