package org.ostrichml.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes idx files for tests. */
public final class IdxFiles {
  private IdxFiles() {}

  /** The bytes of an idx file of unsigned bytes. */
  public static byte[] bytes(byte[] values, int... axes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(0x0800 | axes.length);
      for (int axis : axes) {
        out.writeInt(axis);
      }
      out.write(values);
    }
    return bytes.toByteArray();
  }

  /** The same bytes in gzip. */
  public static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  /** Writes pictures of 2x2 pixels counting from 0, and their labels; gives the pictures' file. */
  public static Path write(Path folder, String prefix, int... labels) throws IOException {
    byte[] pixels = new byte[4 * labels.length];
    byte[] classes = new byte[labels.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    for (int i = 0; i < labels.length; i++) {
      classes[i] = (byte) labels[i];
    }
    Path images = folder.resolve(prefix + "images-idx3-ubyte");
    Files.write(images, bytes(pixels, labels.length, 2, 2));
    Files.write(folder.resolve(prefix + "labels-idx1-ubyte"), bytes(classes, labels.length));
    return images;
  }
}
