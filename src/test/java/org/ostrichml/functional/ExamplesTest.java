package org.ostrichml.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;

class ExamplesTest {
  @Test
  void schoolBusToOstrichSavesAnOstrich(@TempDir Path folder) throws Exception {
    Path saved = folder.resolve("ostrich.png");
    Class.forName("SchoolBusToOstrich")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {saved.toString()});
    try (TargetModel model = TargetModel.load(Path.of("saved_models/pictures"))) {
      PictureFormat format = PictureFormat.of(model, false);
      Prediction first = Prediction.top(model, format.batch(Picture.read(saved)), 1).get(0).get(0);
      assertThat(first.label()).isEqualTo("ostrich");
      assertThat(first.probability()).isGreaterThan(0.98f);
    }
  }

  @Test
  void insideYourServiceChangesTheAnswerOfTheService() throws Exception {
    assertThat(printed("InsideYourService"))
        .containsPattern("before .*label=school bus")
        .containsPattern("after .*label=ostrich");
  }

  @Test
  void anOstrichAppearsInTheMap(@TempDir Path folder) throws Exception {
    Matcher found =
        Pattern.compile("before 0\\.[0-4].*after  (\\S+)", Pattern.DOTALL)
            .matcher(printed("OstrichInTheMap", folder.resolve("map.png").toString()));
    assertThat(found.find()).isTrue();
    assertThat(Double.parseDouble(found.group(1))).isGreaterThan(0.95);
    assertThat(Picture.read(folder.resolve("map.png")).width()).isEqualTo(96);
  }

  @Test
  void theGlassesMakeSomeoneElse(@TempDir Path folder) throws Exception {
    String out = printed("GlassesOfSomeoneElse", folder.resolve("glasses.png").toString());
    assertThat(out).containsPattern("before .*label=Ada").containsPattern("after .*label=Leif");
    String after = out.substring(out.indexOf("after"));
    assertThat(after.split("label=Leif", -1).length - 1).isGreaterThanOrEqualTo(13); // Of 16.
  }

  @Test
  void theAgentMissesItsBalls() throws Exception {
    Matcher found =
        Pattern.compile("(?s)alone +(\\S+).*noise +(\\S+).*misled +(\\S+).*then +(\\S+)")
            .matcher(printed("AnAgentMisled"));
    assertThat(found.find()).isTrue();
    double[] balls =
        IntStream.rangeClosed(1, 4).mapToDouble(i -> Double.parseDouble(found.group(i))).toArray();
    assertThat(balls[0]).isGreaterThan(9.5);
    assertThat(balls[1]).isGreaterThan(9);
    assertThat(balls[2]).isLessThan(5);
    assertThat(balls[3]).isLessThan(5);
  }

  @Test
  void oneIrrelevantSentenceChangesTheAnswer() throws Exception {
    Matcher found =
        Pattern.compile("before +(.+)\\Rsentence +(.+)\\Rafter +(.+)\\Rwords +(.+)\\Rafter +(.+)")
            .matcher(printed("OneIrrelevantSentence"));
    assertThat(found.find()).isTrue();
    assertThat(found.group(2)).doesNotContain(found.group(1)).contains(found.group(3));
    assertThat(found.group(3)).isNotEqualTo(found.group(1));
    assertThat(found.group(4).split(" ")).hasSize(8);
  }

  @Test
  void theDigitLessonsFoolTheModel() throws Exception {
    assertThat(printed("FgsmInTenLines"))
        .containsPattern("before .*label=5,")
        .doesNotContainPattern("after .*label=5,");
    assertThat(printed("YourOwnAttack"))
        .containsPattern("before .*label=5,")
        .containsPattern("after .*label=3,");
    assertThat(printed("YourOwnLoss"))
        .containsPattern("before .*label=8,")
        .containsPattern("after .*label=[13579],");
  }

  @Test
  void noiseAsASchoolBusIsSavedAsOne(@TempDir Path folder) throws Exception {
    Path saved = folder.resolve("noise.png");
    assertThat(printed("NoiseAsASchoolBus", saved.toString()))
        .containsPattern("before .*probability=0\\.[0-4]")
        .containsPattern("after .*label=school bus, probability=0\\.9");
    try (TargetModel model = TargetModel.load(Path.of("saved_models/pictures"))) {
      PictureFormat format = PictureFormat.of(model, false);
      Prediction first = Prediction.top(model, format.batch(Picture.read(saved)), 1).get(0).get(0);
      assertThat(first.label()).isEqualTo("school bus");
      assertThat(first.probability()).isGreaterThan(0.98f);
    }
  }

  /** FGSM moves every value by epsilon; L-BFGS makes many passes for much less. */
  @Test
  void lbfgsGoesLessFarThanFgsmAndCostsMore() throws Exception {
    Matcher found =
        Pattern.compile(
                "label=(.*?),.*?linf=(.*?), l2=(.*?),.*?backward passes (\\d+)", Pattern.DOTALL)
            .matcher(printed("LbfgsAgainstFgsm"));
    assertThat(found.find()).isTrue();
    assertThat(found.group(1)).isNotEqualTo("school bus");
    assertThat(Double.parseDouble(found.group(2))).isCloseTo(8 / 255d, within(1e-6));
    assertThat(found.group(4)).isEqualTo("1");
    double fgsm = Double.parseDouble(found.group(3));
    assertThat(found.find()).isTrue();
    assertThat(found.group(1)).isNotEqualTo("school bus");
    assertThat(Double.parseDouble(found.group(3))).isLessThan(fgsm / 4);
    assertThat(Integer.parseInt(found.group(4))).isBetween(10, 100);
  }

  private static String printed(String example, String... arguments) throws Exception {
    PrintStream old = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      Class.forName(example).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } finally {
      System.setOut(old);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What the README shows is what the build compiles. */
  @ParameterizedTest
  @CsvSource({"0,SchoolBusToOstrich", "1,InsideYourService"})
  void readmeQuotesTheExamples(int number, String name) throws Exception {
    List<String> blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(block -> block.group(1).strip())
            .toList();
    List<String> example =
        Files.readAllLines(Path.of("examples", name + ".java")).stream()
            .map(String::strip)
            .toList();
    assertThat(blocks).hasSize(2);
    assertThat(example).containsSubsequence(blocks.get(number).lines().map(String::strip).toList());
  }

  /** A lesson that has no line in the list is not found; one that is not there cannot be run. */
  @Test
  void theListOfExamplesIsComplete() throws Exception {
    List<String> listed =
        Pattern.compile("`examples/run ([\\w.]+)")
            .matcher(Files.readString(Path.of("examples/README.md")))
            .results()
            .map(command -> command.group(1))
            .distinct()
            .toList();
    List<String> mains;
    try (Stream<Path> files = Files.walk(Path.of("examples"))) {
      mains =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> read(file).contains(" static void main("))
              .map(file -> Path.of("examples").relativize(file).toString())
              .map(file -> file.replace(".java", "").replace('/', '.'))
              .toList();
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(mains);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
