package org.ostrichml.model;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.MetaGraphDef;

/** The files that a model's graph reads when TensorFlow loads it. */
final class AssetNames {
  private AssetNames() {}

  /**
   * Checks that they are in the model's folder.
   *
   * @throws OstrichException if one is not
   */
  static void check(MetaGraphDef metaGraph) {
    for (AssetFileDef asset : metaGraph.getAssetFileDefList()) {
      if (!isInside(asset.getFilename())) {
        throw new OstrichException(
            "The model's asset '%s' lies outside the model's folder: it is not read."
                .formatted(asset.getFilename()));
      }
    }
  }

  private static boolean isInside(String name) {
    try {
      Path path = Path.of(name);
      return !path.isAbsolute() && !name.isEmpty() && !path.normalize().startsWith("..");
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
