package org.ostrichml.fetch;

import java.net.URI;
import java.nio.file.Path;

/**
 * One file on a server.
 *
 * @param address where it is
 * @param size its bytes, as they were when this was written
 * @param sha256 its digest in hexadecimal digits; null if the first download is to be trusted
 */
record Download(URI address, long size, String sha256) {
  private static final int FACTOR = 4;
  private static final long LEAST = 1 << 20;

  /** Its name without folders. */
  String file() {
    return Path.of(address.getPath()).getFileName().toString();
  }

  /** Whether it holds other files, which are wanted rather than itself. */
  boolean isArchive() {
    return file().matches(".*\\.(zip|tgz|tar\\.gz)");
  }

  /** More bytes than it may have, packed or unpacked. */
  long limit() {
    return FACTOR * size + LEAST;
  }
}
