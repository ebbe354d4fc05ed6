package org.ostrichml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.OstrichException;

class NpyTest {
  @TempDir Path folder;

  /** numpy.save of [[1.5, -2], [0, 3.25], [1e-3, 7]] as float32. */
  @Test
  void writesTheBytesThatNumpyWrites() throws IOException {
    ByteArrayOutputStream golden = new ByteArrayOutputStream();
    golden.writeBytes(HexFormat.of().parseHex("934e554d505901007600"));
    golden.writeBytes(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }"
            .getBytes(StandardCharsets.ISO_8859_1));
    golden.writeBytes(" ".repeat(58).getBytes(StandardCharsets.ISO_8859_1));
    golden.writeBytes(HexFormat.of().parseHex("0a"));
    golden.writeBytes(
        HexFormat.of().parseHex("0000c03f000000c00000000000005040" + "6f12833a0000e040"));
    Path npy = folder.resolve("batch.npy");

    Npy.write(npy, new Batch(new float[] {1.5f, -2, 0, 3.25f, 1e-3f, 7}, 3, 2));

    assertThat(npy).hasBinaryContent(golden.toByteArray());
  }

  @Property(tries = 200)
  void whatIsWrittenIsRead(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 5) Integer> axes,
      @ForAll @Size(625) float[] values)
      throws IOException {
    int[] shape = axes.stream().mapToInt(Integer::intValue).toArray();
    int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    Batch batch = new Batch(Arrays.copyOf(values, count), shape);
    Path npy = Files.createTempFile("batch", ".npy");
    try {
      Npy.write(npy, batch);
      Batch read = Npy.readFloats(npy);

      assertThat(read.shape()).containsExactly(shape);
      assertThat(read.values()).containsExactly(batch.values());
    } finally {
      Files.delete(npy);
    }
  }

  @Test
  void longArraysAreReadAndWrittenInPieces() {
    float[] values = new float[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Path npy = folder.resolve("long.npy");

    Npy.write(npy, new Batch(values, values.length));

    assertThat(Npy.readFloats(npy).values()).containsExactly(values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f4", ">f8", "|u1"})
  void everyCutAndEveryAdditionIsRefused(String type) throws IOException {
    int itemSize = type.charAt(2) - '0';
    byte[] whole = npy(1, type, "False", "(2, 3)", new byte[6 * itemSize]);
    Path npy = folder.resolve("cut.npy");
    for (int length = 0; length <= whole.length + 1; length++) {
      Files.write(npy, Arrays.copyOf(whole, length));
      if (length == whole.length) {
        assertThat(Npy.readFloats(npy).size()).isEqualTo(2);
      } else {
        assertThatThrownBy(() -> Npy.readFloats(npy))
            .isInstanceOf(OstrichException.class)
            .hasMessageContaining(npy.toString());
      }
    }
  }

  /**
   * The bytes of 1, 0 and the last value, as numpy.array([...], dtype).tobytes().hex() gives them.
   */
  @ParameterizedTest
  @CsvSource({
    "<f2, 003c0000ffc3, -3.998046875",
    ">f2, 3c0000000001, 5.960464477539063e-8",
    "<f4, 0000803f00000000000020c0, -2.5",
    ">f4, 3f80000000000000c0200000, -2.5",
    "<f8, 000000000000f03f000000000000000000000000000004c0, -2.5",
    "|i1, 010080, -128",
    "|u1, 0100ff, 255",
    "|b1, 010001, 1",
    "<i2, 010000000080, -32768",
    ">u2, 00010000ffff, 65535",
    "<i4, 010000000000000000000080, -2147483648",
    "<u4, 0100000000000000ffffffff, 4294967295",
    ">i8, 00000000000000010000000000000000fffffffffffffffe, -2",
    "<u8, 01000000000000000000000000000000ffffffffffffffff, 18446744073709551615"
  })
  void everyNumericTypeIsRead(String type, String hex, float last) throws IOException {
    Path npy = file(npy(1, type, "False", "(3,)", HexFormat.of().parseHex(hex)));

    assertThat(Npy.readFloats(npy).values()).containsExactly(1, 0, last);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void fortranOrderBecomesRowMajorInEveryVersion(int version) throws IOException {
    // numpy.arange(24).reshape(2, 3, 4), its bytes by .tobytes('F').
    ByteBuffer data = ByteBuffer.allocate(24);
    for (int k = 0; k < 4; k++) {
      for (int j = 0; j < 3; j++) {
        for (int i = 0; i < 2; i++) {
          data.put((byte) (i * 12 + j * 4 + k));
        }
      }
    }

    Npy.IntArray read = Npy.readInts(file(npy(version, "|u1", "True", "(2, 3, 4)", data.array())));

    assertThat(read.shape()).containsExactly(2, 3, 4);
    for (int i = 0; i < 24; i++) {
      assertThat(read.values()[i]).isEqualTo(i);
    }
  }

  @Test
  void floatsPassAsIntegersOnlyIfTheyAreWhole() throws IOException {
    Path whole = file(npy(1, ">f4", "False", "(2,)", floats(3, -7)));
    assertThat(Npy.readInts(whole).values()).containsExactly(3, -7);

    for (float value : new float[] {0.5f, Float.NaN, 1e10f, Float.NEGATIVE_INFINITY}) {
      Path broken = file(npy(1, ">f4", "False", "(2,)", floats(3, value)));
      assertThatThrownBy(() -> Npy.readInts(broken))
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("no whole number of 32 bits");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "'<f4'; (); add a batch axis",
        "'<f4'; (0, 3); save 1 to",
        "'<f4'; (1000000, 1000); cut short",
        "'<f4'; (100000, 100000); save 1 to",
        "'<f4'; (2000000000, 2000000000, 2000000000); too large",
        "'<f4'; (99999999999999999999,); too large",
        "'<f4'; (-1, -4); too large",
        "'<f4'; (a,); damaged",
        "'<f4'; 4; damaged npy header",
        "'|O'; (4,); Python objects",
        "[('a', '<f4')]; (4,); structured",
        "'<c8'; (4,); '<c8'",
        "'<U1'; (4,); '<U1'",
        "'f4'; (4,); 'f4'",
        "''; (4,); holds dtype"
      })
  void whatIsNoPlainNumericArrayIsRefused(String type, String shape, String complaint)
      throws IOException {
    assertRefused(header(1, type, "False", shape, new byte[16]), complaint);
  }

  @Test
  void whatIsNoNpyFileIsRefused() throws IOException {
    assertRefused("hello".getBytes(StandardCharsets.ISO_8859_1), "not an npy file");
    assertRefused("PK\3\4....".getBytes(StandardCharsets.ISO_8859_1), "npz archive");
    assertRefused(npy(4, "<f4", "False", "(1,)", new byte[4]), "npy version 4");
    byte[] long2 = npy(2, "<f4", "False", "(1,)", new byte[4]);
    long2[11] = (byte) 0xFF;
    assertRefused(long2, "save a plain array");
  }

  private void assertRefused(byte[] bytes, String complaint) throws IOException {
    Path npy = file(bytes);
    assertThatThrownBy(() -> Npy.readFloats(npy))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining(npy.toString())
        .hasMessageContaining(complaint)
        .message()
        .hasLineCount(1);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("array.npy"), bytes);
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  private static byte[] npy(int version, String type, String fortran, String shape, byte[] data) {
    return header(version, "'" + type + "'", fortran, shape, data);
  }

  private static byte[] header(
      int version, String descr, String fortran, String shape, byte[] data) {
    byte[] text =
        "{'descr': %s, 'fortran_order': %s, 'shape': %s, }\n"
            .formatted(descr, fortran, shape)
            .getBytes(StandardCharsets.ISO_8859_1);
    int field = version == 1 ? 2 : 4;
    ByteBuffer file =
        ByteBuffer.allocate(8 + field + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (field == 2) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    return file.put(text).put(data).array();
  }
}
