package org.ostrichml.functional;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.tensorflow.ndarray.Shape;

/** The command without the network; FetcherTest has the rest. */
class FetchCommandTest {
  @TempDir Path folder;

  @Test
  void namesOfModelsThatWereFetchedArePaths() throws IOException {
    Path model = Files.createDirectories(folder.resolve("inception-v3"));
    Path graph = model.resolve("inception_v3_2016_08_28_frozen.pb");
    Files.write(graph, Fixtures.graph(Shape.of(-1, 4), (tf, x) -> tf.nn.softmax(x)).toByteArray());
    Files.writeString(
        model.resolve("ostrich.json"), "{\"bounds\":[-1,1],\"input\":\"x\",\"output\":\"y\"}");
    Launcher launcher = Launcher.here().with("OSTRICH_CACHE", folder.toString());

    assertThat(launcher.run("inspect", "inception-v3").exits(0).out())
        .contains(graph.toString(), "bounds [-1.0, 1.0]");
    assertThat(launcher.run("fetch", "--list").exits(0).out().lines())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("inception-v3 ") && line.endsWith("at " + graph))
        .anyMatch(line -> line.startsWith("mnist ") && line.endsWith("11.6 MB  not fetched"));
    assertThat(launcher.run("fetch", "inception-v3").exits(0).out())
        .isEqualTo("inception-v3 is at " + graph + "\n");
    launcher
        .run(
            "predict",
            "--model",
            "inception5h",
            "--image",
            Launcher.HOME.resolve("saved_models/pictures/samples/school_bus_1.png"))
        .refuses("run `ostrich fetch inception5h` first (50 MB)");
  }

  /** What lies in a folder of --cache is found by its name once OSTRICH_CACHE says so. */
  @Test
  void anotherCacheIsFoundThroughTheEnvironment() throws IOException {
    Path graph =
        Files.createDirectories(folder.resolve("other/inception-v3"))
            .resolve("inception_v3_2016_08_28_frozen.pb");
    Files.write(graph, Fixtures.graph(Shape.of(-1, 4), (tf, x) -> tf.nn.softmax(x)).toByteArray());
    Launcher launcher = Launcher.here().with("OSTRICH_CACHE", folder.resolve("usual").toString());
    Path other = folder.resolve("other");

    Outcome fetched = launcher.run("fetch", "inception-v3", "--cache", other).exits(0);
    assertThat(fetched.out()).isEqualTo("inception-v3 is at " + graph + "\n");
    assertThat(fetched.err()).contains("set OSTRICH_CACHE=" + other);
    launcher
        .run("inspect", "inception-v3")
        .refuses(folder.resolve("usual").toString(), "OSTRICH_CACHE");
    Launcher found = launcher.with("OSTRICH_CACHE", other.toString());
    assertThat(found.run("inspect", "inception-v3").exits(0).out()).contains(graph.toString());
    assertThat(found.run("fetch", "inception-v3", "--cache", other).exits(0).err()).isEmpty();
  }

  @Test
  void oneNameIsFetched() {
    Launcher launcher = Launcher.here().with("OSTRICH_CACHE", folder.toString());
    launcher.run("fetch", "vgg").refuses("There is no 'vgg' to fetch", "inception-v3");
    launcher.run("fetch").refusesUsage("NAME", "--list");
    launcher.run("fetch", "mnist", "--list").refusesUsage("NAME", "--list");
  }
}
