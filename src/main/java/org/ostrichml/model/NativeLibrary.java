package org.ostrichml.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Function;
import org.ostrichml.OstrichException;
import org.ostrichml.data.CacheFolder;
import org.ostrichml.data.OutputFiles;

/**
 * A native library of our own as a file. The class path holds it with a manifest that the build
 * wrote; the system loads files only, so it is unpacked into a cache, once for each content.
 *
 * @param name what it is called in {@code native/CMakeLists.txt}, less {@code ostrich_}
 * @param packed opens a file of the platform's folder in the class path; null where there is none
 * @param cache the folder for the unpacked library
 */
record NativeLibrary(String name, Function<String, InputStream> packed, Path cache) {
  /** What the library and this code agree on; see native/CMakeLists.txt. */
  static final String CONTRACT = "8";

  private static final String FOLDER = "/org/ostrichml/native/" + platform() + "/";

  /** The one of this name that came with these classes. */
  static NativeLibrary packed(String name) {
    return new NativeLibrary(
        name,
        file -> NativeLibrary.class.getResourceAsStream(FOLDER + file),
        CacheFolder.usual().resolve("native"));
  }

  /** This platform as the build names it, as in {@code linux-x86_64}. */
  static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).split(" ")[0];
    String processor = System.getProperty("os.arch");
    return switch (processor) {
      case "amd64" -> system + "-x86_64";
      case "aarch64" -> system + "-arm64";
      default -> system + "-" + processor;
    };
  }

  /**
   * The file, unpacked and checked.
   *
   * @throws OstrichException if there is none for this platform, it is damaged or of another build,
   *     or the cache cannot be written
   */
  Path file() {
    Properties manifest = manifest();
    String digest = manifest.getProperty("sha256", "");
    if (!CONTRACT.equals(manifest.getProperty("contract"))) {
      throw new OstrichException("The library is of another version of Ostrich: build it anew.");
    }
    byte[] library = read("libostrich_" + name + ".so");
    if (!digest.equals(digest(library))) {
      throw new OstrichException("The library is not the one that was built: build it anew.");
    }
    Path file = cache.resolve("ostrich_" + name + "-" + digest.substring(0, 16) + ".so");
    if (!holds(file, library)) {
      OutputFiles.write(file, out -> out.write(library));
    }
    return file;
  }

  private Properties manifest() {
    Properties manifest = new Properties();
    try (InputStream in = packed.apply(name + ".properties")) {
      if (in == null) {
        throw new OstrichException(
            "This build has no library for %s: build it where CMake and a C++ compiler are."
                .formatted(platform()));
      }
      manifest.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(e);
    }
    return manifest;
  }

  private byte[] read(String file) {
    try (InputStream in = packed.apply(file)) {
      if (in == null) {
        throw new OstrichException("The library is missing: build it anew.");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static OstrichException unreadable(Exception cause) {
    return new OstrichException("The library cannot be read: build it anew.", cause);
  }

  /** Whether a file of the cache is whole. */
  private static boolean holds(Path file, byte[] content) {
    try {
      return Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content);
    } catch (IOException e) {
      return false;
    }
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }
}
