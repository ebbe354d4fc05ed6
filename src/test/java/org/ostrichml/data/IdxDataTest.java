package org.ostrichml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.OstrichException;
import org.ostrichml.Shared;

class IdxDataTest {
  private static final ArrayFormat FORMAT =
      new ArrayFormat(new int[] {-1, 2, 2}, new Bounds(-1, 1), 10);

  @TempDir Path folder;

  @Test
  void bytesBecomeTheBoundsBatchByBatch() throws IOException {
    Path images = IdxFiles.write(folder, "t10k-", 7, 1, 2);

    try (IdxData data = IdxData.open(images, FORMAT, 99)) {
      assertThat(data.size()).isEqualTo(3);
      LabelledBatch first = data.next(2).orElseThrow();
      assertThat(first.labels()).containsExactly(7, 1);
      assertThat(first.examples().shape()).containsExactly(2, 2, 2);
      for (int i = 0; i < 8; i++) {
        assertThat(first.examples().values()[i]).isEqualTo((float) (-1 + 2.0 * i / 255));
      }
      assertThat(data.next(2).orElseThrow().labels()).containsExactly(2);
      assertThat(data.next(2)).isEmpty();
    }
  }

  @Test
  void gzipIsReadWhateverItsName() throws IOException {
    Path images = IdxFiles.write(folder, "t10k-", 7, 1, 2);
    Files.write(images, IdxFiles.gzip(Files.readAllBytes(images)));
    Path labels = folder.resolve("t10k-labels-idx1-ubyte");
    Files.write(folder.resolve(labels + ".gz"), IdxFiles.gzip(Files.readAllBytes(labels)));
    Files.delete(labels);

    try (IdxData data = IdxData.open(images, FORMAT, 2)) {
      assertThat(data.next(99).orElseThrow().labels()).containsExactly(7, 1);
    }
  }

  @Test
  void findsTheSplitInAFolder() throws IOException {
    assertThat(IdxData.find(folder, "test")).isEmpty();
    Path train = IdxFiles.write(folder, "train-", 1);
    assertThatThrownBy(() -> IdxData.find(folder, "test"))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("no idx file of the test split");
    Path test = IdxFiles.write(folder, "t10k-", 1);

    assertThat(IdxData.find(folder, "test")).contains(test);
    assertThat(IdxData.find(folder, "train")).contains(train);
  }

  @Test
  void mnistIsRead() {
    Path file = IdxData.find(Shared.path("data/mnist"), "test").orElseThrow();
    ArrayFormat flat = new ArrayFormat(new int[] {-1, 784}, Bounds.UNIT, 10);

    try (IdxData data = IdxData.open(file, flat, Integer.MAX_VALUE)) {
      assertThat(data.size()).isEqualTo(10_000);
      LabelledBatch first = data.next(5).orElseThrow();
      assertThat(first.labels()).containsExactly(7, 2, 1, 0, 4);
      assertThat(first.examples().shape()).containsExactly(5, 784);
    }
  }

  @Test
  void everyFaultIsNamed() throws IOException {
    Path images = IdxFiles.write(folder, "t10k-", 7, 1, 2);
    Path labels = folder.resolve("t10k-labels-idx1-ubyte");
    byte[] goodImages = Files.readAllBytes(images);
    byte[] goodLabels = Files.readAllBytes(labels);

    Files.write(labels, IdxFiles.bytes(new byte[] {1, 2}, 2));
    refused(images, "t10k-labels-idx1-ubyte holds 2 labels", "3 examples");
    Files.write(labels, IdxFiles.bytes(new byte[] {1, 10, 2}, 3));
    refused(images, "label 10 of example 1 is no class", "0 to 9");
    Files.write(labels, Arrays.copyOf(goodLabels, goodLabels.length - 1));
    refused(images, "t10k-labels-idx1-ubyte is cut short");
    Files.delete(labels);
    refused(images, "no labels beside it", "t10k-labels-idx1-ubyte");
    Files.write(labels, goodLabels);

    byte[] zipped = IdxFiles.gzip(goodImages);
    Files.write(images, Arrays.copyOf(zipped, zipped.length - 12));
    refused(images, "t10k-images-idx3-ubyte is cut short");
    zipped[zipped.length - 6] ^= 0x55;
    Files.write(images, zipped);
    refused(images, "is damaged gzip");
    Files.write(images, Arrays.copyOf(goodImages, goodImages.length - 1));
    refused(images, "is cut short");
    Files.write(images, Arrays.copyOf(goodImages, goodImages.length + 1));
    refused(images, "bytes after its last record");
    Files.write(images, Arrays.copyOf(goodImages, 9));
    refused(images, "is cut short");
    Files.writeString(images, "no idx file at all");
    refused(images, "is no idx file");
    Files.write(images, goodLabels);
    refused(images, "magic 00000801");
    Files.write(images, IdxFiles.bytes(new byte[0], 0, 2, 2));
    refused(images, "holds no examples");
    Files.write(images, IdxFiles.bytes(new byte[0], 3, -2, 2));
    refused(images, "damaged header");
    Files.write(images, IdxFiles.bytes(new byte[27], 3, 3, 3));
    refused(images, "examples of shape [3, 3]", "the model takes [-1, 2, 2]");
  }

  private static void refused(Path images, String... parts) {
    assertThatThrownBy(
            () -> {
              try (IdxData data = IdxData.open(images, FORMAT, 99)) {
                data.next(99);
              }
            })
        .isInstanceOf(OstrichException.class)
        .message()
        .contains(parts);
  }
}
