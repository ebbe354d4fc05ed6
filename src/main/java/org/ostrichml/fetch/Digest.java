package org.ostrichml.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ostrichml.OstrichException;

/** Checks files by their SHA-256: the one that is known, or the one of the first download. */
final class Digest {
  private Digest() {}

  /**
   * Checks a file; one that is wrong is deleted.
   *
   * @param record where the digest of the first download stands, if there was one
   * @return the file's digest
   * @throws OstrichException if it is another one than was expected
   */
  static String check(Download download, Path file, Path record) throws IOException {
    String found = of(file);
    boolean recorded = download.sha256() == null;
    String expected = download.sha256();
    if (recorded) {
      expected = Files.exists(record) ? Files.readString(record).strip() : found;
    }
    if (!found.equals(expected)) {
      Files.delete(file);
      throw new OstrichException(
          "%s does not hold what it should (SHA-256 %s, expected %s), and was deleted: fetch it again%s."
              .formatted(
                  download.address(),
                  found,
                  expected,
                  recorded ? ", after deleting " + record + " if it was meant to change" : ""));
    }
    return found;
  }

  private static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digested =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }
}
