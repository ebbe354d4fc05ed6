package org.ostrichml.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
  @Test
  void readmeQuotesTheExample() throws Exception {
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(block.find()).isTrue();
    List<String> example =
        Files.readAllLines(Path.of("examples/SchoolBusToOstrich.java")).stream()
            .map(String::strip)
            .toList();
    assertThat(example)
        .containsSubsequence(block.group(1).strip().lines().map(String::strip).toList());
  }
}
