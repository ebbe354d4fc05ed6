package org.ostrichml.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output that remembers why it could not be written, which a PrintStream forgets. */
final class StandardOutput extends OutputStream {
  private final FileOutputStream file = new FileOutputStream(FileDescriptor.out);
  private String failure;

  /** Why something could not be written; null if nothing failed, or the reader had enough. */
  String failure() {
    return failure;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      file.write(bytes, from, length);
    } catch (IOException e) {
      if (!"Broken pipe".equals(e.getMessage())) {
        failure = e.getMessage();
      }
      throw e;
    }
  }
}
