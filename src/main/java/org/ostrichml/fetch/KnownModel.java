package org.ostrichml.fetch;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A frozen graph, and what it does not say of itself.
 *
 * @param graph the name of its file
 * @param sidecar what goes into {@code ostrich.json}
 * @param labels how its labels are found
 */
record KnownModel(String graph, Keys sidecar, LabelSource labels) {
  /** The keys of {@code ostrich.json}. */
  record Keys(List<Integer> bounds, String input, List<Integer> inputShape, String output) {}

  /** Makes the labels of a model, by class index, of the files that come with it. */
  @FunctionalInterface
  interface LabelSource {
    List<String> read(Path folder) throws IOException;
  }

  /** Writes {@code ostrich.json} and {@code labels.txt} beside the graph. */
  void describe(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("ostrich.json"),
        new GsonBuilder().disableHtmlEscaping().create().toJson(sidecar) + "\n");
    Files.write(folder.resolve("labels.txt"), labels.read(folder));
  }
}
