package org.ostrichml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.OstrichException;

class PictureDataTest {
  @TempDir Path folder;

  @Test
  void labelsAreFoldersOrPrefixes() throws IOException {
    picture("n00000002_bird.png", 2);
    picture("cat/b.png", 2);
    picture("cat/a.png", 2);
    picture("dog/c.png", 2);
    Files.writeString(folder.resolve("cat/notes.txt"), "no picture");
    Files.createDirectory(folder.resolve(".hidden"));

    assertThat(LabelledFile.inFolder(folder))
        .containsExactly(
            new LabelledFile(folder.resolve("n00000002_bird.png"), "n00000002"),
            new LabelledFile(folder.resolve("cat/a.png"), "cat"),
            new LabelledFile(folder.resolve("cat/b.png"), "cat"),
            new LabelledFile(folder.resolve("dog/c.png"), "dog"));
  }

  @Test
  void foldersWithoutPicturesOrLabelsAreRefused() throws IOException {
    refused(() -> LabelledFile.inFolder(folder), "holds no data");
    picture("bird.png", 2);
    refused(() -> LabelledFile.inFolder(folder), "bird.png has no label");
  }

  @Test
  void aCsvNamesFilesBesideIt() throws IOException {
    Path csv = folder.resolve("set.csv");
    Files.writeString(csv, "file,label\n a.png , cat\n\n\"b, c.png\",\"dog, hound\"\n");

    assertThat(LabelledFile.inCsv(csv))
        .containsExactly(
            new LabelledFile(folder.resolve("a.png"), "cat"),
            new LabelledFile(folder.resolve("b, c.png"), "dog, hound"));
  }

  @Test
  void faultsOfACsvAreNamed() throws IOException {
    Path csv = folder.resolve("set.csv");
    refused(() -> LabelledFile.inCsv(csv), "set.csv does not exist");
    Files.writeString(csv, "file,label\n");
    refused(() -> LabelledFile.inCsv(csv), "set.csv names no pictures");
    Files.writeString(csv, "a.png,1\nb.png\n");
    refused(() -> LabelledFile.inCsv(csv), "set.csv, line 2");
    Files.writeString(csv, "a.png,\n");
    refused(() -> LabelledFile.inCsv(csv), "set.csv, line 1");
    Files.writeString(csv, "\"a.png,1\n");
    refused(() -> LabelledFile.inCsv(csv), "set.csv cannot be read");
  }

  @Test
  void unreadablePicturesArePassedOver() throws IOException {
    picture("a_1.png", 2);
    Files.writeString(folder.resolve("a_2.png"), "no picture");
    picture("a_3.png", 2);
    picture("a_4.png", 3);
    List<LabelledFile> files = LabelledFile.inFolder(folder);

    try (PictureData data = new PictureData(files, new int[] {1, 2, 3, 4}, PictureDataTest::fit)) {
      assertThat(data.size()).isEqualTo(4);
      LabelledBatch first = data.next(3).orElseThrow(); // The last one has another size.
      assertThat(first.labels()).containsExactly(1, 3);
      assertThat(first.examples().shape()).containsExactly(2, 2, 2, 1);
      LabelledBatch last = data.next(3).orElseThrow();
      assertThat(last.labels()).containsExactly(4);
      assertThat(last.examples().shape()).containsExactly(1, 3, 3, 1);
      assertThat(data.next(3)).isEmpty();
      assertThat(data.unreadable())
          .hasSize(1)
          .allMatch(reason -> reason.contains("a_2.png is not"));
    }
  }

  private static Batch fit(Picture picture) {
    return new Batch(picture.values(1, Bounds.UNIT), 1, picture.height(), picture.width(), 1);
  }

  private void picture(String name, int side) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Picture.of(new float[side * side], side, side, 1, Bounds.UNIT).write(file);
  }

  private static void refused(Runnable action, String part) {
    assertThatThrownBy(action::run).isInstanceOf(OstrichException.class).hasMessageContaining(part);
  }
}
