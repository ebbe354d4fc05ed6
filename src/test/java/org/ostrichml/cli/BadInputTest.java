package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ostrichml.cli.InProcess.BUS;
import static org.ostrichml.cli.InProcess.PICTURES;
import static org.ostrichml.cli.InProcess.attackBus;
import static org.ostrichml.cli.InProcess.ostrich;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Shared;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Npy;

/** Every bad input is refused with one clear line and exit code 2, and leaves nothing behind. */
class BadInputTest {
  /** Pillow: Image.new("CMYK", (2, 2)).save(..., "JPEG", quality=1). */
  private static final String CMYK =
      "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwD/////////////////////////////////////////////////"
          + "/////////////////////////////////////8AAFAgAAgACBEMRAE0RAFkRAEsRAP/EAB8AAAEF"
          + "AQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFB"
          + "BhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RV"
          + "VldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrC"
          + "w8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwCSpKkq"
          + "Sv/Z";

  @TempDir Path folder;

  @AfterEach
  void nothingIsWritten() throws IOException {
    Path out = folder.resolve("out");
    if (Files.isDirectory(out)) {
      assertThat(out).isEmptyDirectory();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.map(Path::toString)).noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  // Models

  @ParameterizedTest
  @ValueSource(strings = {"attack", "predict", "gradient", "inspect"})
  void noSuchModel(String command) throws IOException {
    Path missing = folder.resolve("nowhere");
    onModel(command, missing, "There is no model at " + missing);
  }

  @Test
  void folderWithoutSavedModel() throws IOException {
    onModel("inspect", folder, folder + " is no SavedModel", "saved_model.pb", "Give the folder");
  }

  @Test
  void emptyTruncatedAndRandomSavedModels() throws IOException {
    byte[] good = Files.readAllBytes(PICTURES.resolve("saved_model.pb"));
    byte[] random = new byte[10_000];
    new Random(1).nextBytes(random);
    byte[][] bad = {
      {}, Arrays.copyOf(good, 1), Arrays.copyOf(good, good.length / 2), random, "hello".getBytes()
    };
    for (byte[] content : bad) {
      Files.write(folder.resolve("saved_model.pb"), content);
      for (String command : List.of("inspect", "predict")) {
        String wrong = content.length == 0 ? "is empty" : "truncated";
        onModel(command, folder, folder.resolve("saved_model.pb") + " ", wrong);
      }
    }
  }

  @Test
  void frozenGraphThatIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("model.pb"), "hello");
    onModel("inspect", file, file.toString(), "truncated");
  }

  @Test
  void missingAndDamagedVariables() throws IOException {
    Path model = copyOfPictures();
    Path data = model.resolve("variables/variables.data-00000-of-00001");
    Path index = model.resolve("variables/variables.index");
    byte[] values = Files.readAllBytes(data);

    Files.write(data, Arrays.copyOf(values, values.length / 2));
    onModel("predict", model, "variables of " + model + " cannot be restored");
    Files.delete(data);
    onModel("predict", model, "variables of " + model + " cannot be restored");
    Files.delete(index);
    onModel("predict", model, index + " is missing", "copy the whole folder");
  }

  @ParameterizedTest
  @CsvSource({
    "--signature,nope,It has: serving_default",
    "--tags,nope,Choose with --tags: serve",
    "--input,nope,nope",
    "--output,nope:0,nope",
    "--labels,nope.txt,nope.txt"
  })
  void choicesThatAreNotInTheModel(String option, String value, String remedy) {
    ostrich("inspect", PICTURES, option, value).refuses("nope", remedy);
    ostrich("predict", "--model", PICTURES, "--image", BUS, option, value).refuses("nope", remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1,x; '1,x' is no shape",
        "''; is no shape",
        "-1,96,96; [-1, 96, 96, 3]",
        "-1,8,96,3; [-1, 96, 96, 3]",
        "0,96,96,3; one length for each axis"
      })
  void inputShapesThatDoNotFit(String shape, String why) {
    ostrich("inspect", PICTURES, "--input-shape", shape).refuses(why);
    ostrich("predict", "--model", PICTURES, "--image", BUS, "--input-shape", shape).refuses(why);
  }

  @Test
  void labelsOfTheWrongNumber() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.txt"), "cat\ndog\n");
    attackBus("--labels", labels).refuses(labels + " has 2 labels", "14 classes", "--labels");
  }

  @Test
  void labelsThatAreNoText() throws IOException {
    Path labels = Files.write(folder.resolve("labels.txt"), new byte[] {(byte) 0xFF, 10});
    attackBus("--labels", labels).refuses(labels.toString(), "UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hello", "{\"bounds\": [1]}", "{\"bounds\": 3}", "{\"crop\": \"x\"}", "["})
  void damagedSidecar(String content) throws IOException {
    Path model = copyOfPictures();
    Files.writeString(model.resolve("ostrich.json"), content);
    onModel("predict", model, model.resolve("ostrich.json").toString());
  }

  @Test
  void modelThatTakesNoPictures() {
    Path films = Shared.path("models/zoo/k2-conv3d");
    ostrich("predict", "--model", films, "--image", BUS).refuses("takes no pictures", "shape");
  }

  // Targets

  @Test
  void unknownTargetIsAnsweredWithTheNearest() {
    attackBus("--target", "ostrch", "--out", folder.resolve("out"))
        .refuses("No class is called 'ostrch'", "nearest", ": ostrich,");
  }

  @Test
  void targetsOutOfRange() {
    attackBus("--target", "14").refuses("no class 14", "0 to 13");
    attackBus("--target", "99999999999").refuses("99999999999");
    attackBus("--target=-1").refuses("-1");
    attackBus("--target", "").refuses("is empty");
  }

  @Test
  void ambiguousTarget() {
    ostrich(
            "attack",
            "--target=crane",
            "--model=" + Shared.path("models/googlenet"),
            "--image=" + BUS)
        .refuses("'crane' names 2 classes", "134, 517");
  }

  @Test
  void targetThatIsThePresentClass() {
    attackBus("--target", "school bus", "--out", folder.resolve("out"))
        .refuses(BUS.toString(), "'school bus' already", "choose another target");
  }

  // Numbers

  @ParameterizedTest
  @ValueSource(
      strings = {"-0.1", "abc", "4/0", "NaN", "1/2/3", "0/0", "Infinity", "-1/255", "/", ""})
  void epsilonAndStepSizeThatAreNoNumbers(String value) {
    attackBus("--epsilon=" + value).refusesUsage("--epsilon", "'" + value + "'", "4/255");
    attackBus("--step-size=" + value).refusesUsage("--step-size", "'" + value + "'", "4/255");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1,0", "a,b", "1,1", "0,NaN", "0,Infinity", "0,1,2", "", ","})
  void boundsThatAreNoRange(String bounds) {
    attackBus("--bounds=" + bounds).refuses("are no range", "0,1 or -1,1");
  }

  @ParameterizedTest
  @CsvSource({
    "--steps=0,number of steps is 0",
    "--steps=-3,number of steps is -3",
    "--step-size=0,step size is 0",
    "--batch=0,--batch must be at least 1",
    "--batch=-1,--batch must be at least 1",
    "--epsilon=1e300,Epsilon is Infinity"
  })
  void numbersOutOfRange(String option, String complaint) {
    attackBus(option, "--out", folder.resolve("out")).refuses(complaint);
  }

  @Test
  void topOfZero() {
    ostrich("predict", "--model", PICTURES, "--image", BUS, "--top=0").refuses("--top");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--steps=abc", "--seed=1.5", "--batch=99999999999", "--method=magic"})
  void valuesOfTheWrongKind(String option) {
    String[] parts = option.split("=");
    attackBus(option).refusesUsage(parts[0], "'" + parts[1] + "'");
  }

  @Test
  void optionsThatFgsmDoesNotHave() {
    attackBus("--method=fgsm", "--steps=3").refuses("fgsm is one step", "leave out");
  }

  @ParameterizedTest
  @CsvSource({
    "apgd, --queries=10, leave out --queries",
    "apgd-t, --step-size=0.1, apgd-t chooses its own step sizes",
    "ensemble, --step-size=0.1, ensemble chooses its own step sizes",
    "square, --steps=3, give --queries",
    "square, --norm=l1, linf and l2",
    "square, --queries=0, number of queries is 0",
    "apgd-dlr, --steps=1, number of steps is 1"
  })
  void optionsThatAnAttackDoesNotHave(String method, String option, String complaint) {
    attackBus("--method=" + method, option, "--out", folder.resolve("out")).refuses(complaint);
  }

  // Usage

  @Test
  void unknownCommandsAndOptions() {
    ostrich().refusesUsage("subcommand");
    ostrich("atack").refusesUsage("'atack'");
    ostrich("inspect").refusesUsage("MODEL");
    ostrich("attack").refusesUsage("--model", "--image");
    attackBus("--nope").refusesUsage("--nope");
    attackBus("--crop=left").refusesUsage("--crop", "left");
    attackBus("--out=").refusesUsage("--out", "the path is empty");
    ostrich("inspect", "").refusesUsage("MODEL", "the path is empty");
    attackBus("--seed=1", "--seed=2").refusesUsage("--seed");
    ostrich("gradient", "--model=m", "--data=x", "--out=y", "--loss=nope")
        .refusesUsage("--loss", "'nope'", "cross-entropy, margin, logit, dlr, targeted-dlr");
  }

  // Pictures

  @Test
  void picturesThatCannotBeUsed() throws IOException {
    Path png = folder.resolve("picture.png");
    refusesPicture(png, "does not exist");
    Files.writeString(png, "I am a text.");
    refusesPicture(png, "is not a PNG");
    Files.write(png, new byte[0]);
    refusesPicture(png, "is empty");
    Files.write(png, Arrays.copyOf(Files.readAllBytes(BUS), 5000));
    refusesPicture(png, "cannot be decoded");
    Files.write(png, Base64.getDecoder().decode(CMYK));
    refusesPicture(png, "CMYK", "convert it to RGB");
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY), "png", png.toFile());
    refusesPicture(png, "16 bits", "convert it to 8 bits");
    ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", png.toFile());
    refusesPicture(png, "1x1");
    ImageIO.write(new BufferedImage(20_000, 2, BufferedImage.TYPE_INT_RGB), "png", png.toFile());
    refusesPicture(png, "20000x2", "scale it down");
  }

  @Test
  void folderWithoutPictures() throws IOException {
    refusesPicture(Files.createDirectory(folder.resolve("empty")), "holds no png");
  }

  private static void refusesPicture(Path picture, String... parts) {
    String[] all = Arrays.copyOf(parts, parts.length + 1);
    all[parts.length] = picture.toString();
    ostrich("predict", "--model", PICTURES, "--image", picture).refuses(all);
    ostrich("predict", "--json", "--model", PICTURES, "--image", picture).refuses(all);
  }

  // Output

  @Test
  void outputFolderBelowAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    attackBus("--out", file.resolve("out")).refuses("Cannot write", file + " is not a folder");
    attackBus("--out", file).refuses("Cannot write", file + " is not a folder");
    assertThat(file).hasContent("kept");
  }

  @Test
  void outputFolderThatTakesNoFiles() {
    assumeTrue(Files.exists(Path.of("/proc/self")));
    attackBus("--out", "/proc").refuses("Cannot write /proc", "choose another");
    attackBus("--out", "/proc/deeper").refuses("Cannot write /proc/deeper", "choose another");
  }

  // Arrays

  @Test
  void arraysThatDoNotFit() throws IOException {
    Path x = folder.resolve("x.npy");
    Files.writeString(x, "I am a text.");
    refusesArrays(x, "0", x + " is not an npy file");
    Npy.write(x, new Batch(new float[2 * 8 * 8 * 3], 2, 8, 8, 3));
    refusesArrays(x, "0,1", "[2, 8, 8, 3]", "[-1, 96, 96, 3]");
    Npy.write(x, new Batch(new float[6], 6));
    refusesArrays(x, "0,0,0,0,0,0", "[6]", "[-1, 96, 96, 3]");
  }

  @Test
  void labelsThatDoNotFit() throws IOException {
    Path x = folder.resolve("x.npy");
    Npy.write(x, new Batch(new float[2 * 96 * 96 * 3], 2, 96, 96, 3));
    refusesArrays(x, "0", "1 labels for 2 examples");
    refusesArrays(x, "0,1,2", "3 labels for 2 examples");
    refusesArrays(x, "0,14", "label 14", "0 to 13");
    refusesArrays(x, "0,-1", "label -1", "0 to 13");
    refusesArrays(x, "0,bus", "'0,bus'", "whole numbers");
    refusesArrays(x, "0,", "'0,'", "whole numbers");
    Path labels = folder.resolve("y.npy");
    Npy.write(labels, new Batch(new float[] {0.5f, 1}, 2));
    refusesArrays(x, labels.toString(), labels + " holds 0.5", "whole number");
    refusesArrays(x, folder.resolve("z.npy").toString(), "z.npy does not exist");
  }

  @Test
  void lossesWithTheWrongLabels() {
    Path x = folder.resolve("x.npy");
    Npy.write(x, new Batch(new float[96 * 96 * 3], 1, 96, 96, 3));
    Path out = folder.resolve("grad.npy");
    ostrich("gradient", "--model", PICTURES, "--data", x, "--out", out)
        .refuses("cross-entropy needs --labels");
    ostrich(
            "gradient",
            "--model",
            PICTURES,
            "--data",
            x,
            "--out",
            out,
            "--labels=1",
            "--loss=squared-output")
        .refuses("squared-output reads no labels");
    assertThat(out).doesNotExist();
  }

  private void refusesArrays(Path x, String labels, String... parts) {
    Path out = folder.resolve("grad.npy");
    ostrich("gradient", "--model", PICTURES, "--data", x, "--labels=" + labels, "--out", out)
        .refuses(parts);
    assertThat(out).doesNotExist();
  }

  /** Runs a command whose one mistake is its model. */
  private void onModel(String command, Path model, String... parts) throws IOException {
    Path out = folder.resolve("out");
    switch (command) {
      case "inspect" -> ostrich("inspect", model).refuses(parts);
      case "gradient" -> {
        Path x = folder.resolve("x.npy");
        Npy.write(x, new Batch(new float[1], 1, 1));
        ostrich("gradient", "--model", model, "--data", x, "--labels=0", "--out", out)
            .refuses(parts);
        Files.delete(x);
      }
      case "attack" ->
          ostrich("attack", "--model", model, "--image", BUS, "--out", out).refuses(parts);
      default -> ostrich(command, "--model", model, "--image", BUS).refuses(parts);
    }
    assertThat(out).doesNotExist();
  }

  private Path copyOfPictures() throws IOException {
    Path copy = folder.resolve("model");
    Files.createDirectories(copy.resolve("variables"));
    for (String file :
        List.of(
            "saved_model.pb",
            "labels.txt",
            "ostrich.json",
            "variables/variables.index",
            "variables/variables.data-00000-of-00001")) {
      Files.copy(PICTURES.resolve(file), copy.resolve(file));
    }
    return copy;
  }
}
