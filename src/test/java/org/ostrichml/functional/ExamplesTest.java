package org.ostrichml.functional;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static String printed(String example) throws Exception {
    PrintStream old = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      Class.forName(example).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
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
