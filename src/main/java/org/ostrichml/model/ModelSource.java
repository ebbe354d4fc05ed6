package org.ostrichml.model;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.ostrichml.data.InputFiles;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/**
 * The files of a model, parsed but not yet loaded: a SavedModel directory, or one frozen GraphDef
 * ({@code .pb}, or {@code .pbtxt} in text form).
 *
 * @param path the directory or the frozen graph
 * @param metaGraphs the graphs inside, one for each set of tags; a frozen graph has one without
 *     tags
 * @param frozen whether this is a single frozen graph
 */
record ModelSource(Path path, List<MetaGraphDef> metaGraphs, boolean frozen)
    implements ModelOrigin {
  private static final String SAVED_MODEL = "saved_model.pb";
  private static final int RECURSION_LIMIT = 200;

  /**
   * Reads the model at {@code path}.
   *
   * @throws OstrichException if there is none, or it is damaged
   */
  static ModelSource read(Path path) {
    if (!Files.exists(path)) {
      throw new OstrichException("There is no model at " + path + ".");
    }
    if (Files.isDirectory(path)) {
      Path text = path.resolve(SAVED_MODEL + "txt");
      Path file = Files.exists(text) ? text : path.resolve(SAVED_MODEL);
      if (!Files.exists(file)) {
        throw new OstrichException(
            path + " is no SavedModel: it has no " + SAVED_MODEL + ". Give the folder that has.");
      }
      SavedModel model = parse(file, SavedModel.newBuilder()).build();
      if (model.getMetaGraphsCount() == 0) {
        throw new OstrichException(file + " holds no graph: it is truncated or no SavedModel.");
      }
      return new ModelSource(path, model.getMetaGraphsList(), false);
    }
    if (path.getFileName().toString().startsWith(SAVED_MODEL)) {
      throw new OstrichException("Give the folder of the SavedModel, not " + path + " itself.");
    }
    GraphDef graph = parse(path, GraphDef.newBuilder()).build();
    if (graph.getNodeCount() == 0) {
      throw new OstrichException(path + " holds no graph: it is no frozen GraphDef, or truncated.");
    }
    return new ModelSource(
        path, List.of(MetaGraphDef.newBuilder().setGraphDef(graph).build()), true);
  }

  @Override
  public String name() {
    return path.toString();
  }

  /** The folder in which the sidecar and the labels lie. */
  @Override
  public Path folder() {
    return frozen ? path.toAbsolutePath().getParent() : path;
  }

  /** The folder of further files that this SavedModel reads. */
  Path assets() {
    return path.resolve("assets").normalize();
  }

  /** Where one of these files is said to be. */
  Path asset(AssetFileDef asset) {
    return assets().resolve(asset.getFilename()).normalize();
  }

  /** The file that tells what this checkpoint holds. */
  Path variables() {
    return path.resolve("variables").resolve("variables.index");
  }

  /** The checkpoint in this SavedModel. */
  Checkpoint checkpoint(Engine engine) {
    String prefix = path.resolve("variables").resolve("variables").toString();
    return new Checkpoint(prefix, Sessions.config(engine));
  }

  /**
   * The graph with exactly these tags, in any order; without tags the only graph there is, or the
   * one tagged {@code serve}.
   *
   * @throws OstrichException if there is none, or more than one to choose from
   */
  @Override
  public MetaGraphDef metaGraph(List<String> tags) {
    for (MetaGraphDef candidate : metaGraphs) {
      Set<String> present = Set.copyOf(candidate.getMetaInfoDef().getTagsList());
      if (present.equals(tags == null ? Set.of("serve") : Set.copyOf(tags))
          || tags == null && metaGraphs.size() == 1) {
        return candidate;
      }
    }
    throw new OstrichException(
        "%s has no graph tagged %s. Choose with --tags: %s."
            .formatted(
                path,
                String.join(",", tags == null ? List.of("serve") : tags),
                metaGraphs.stream()
                    .map(graph -> String.join(",", graph.getMetaInfoDef().getTagsList()))
                    .collect(Collectors.joining(" or "))));
  }

  @Override
  public SavedState state(MetaGraphDef metaGraph, GraphDef needed, Engine engine) {
    return SavedState.read(this, metaGraph, needed, engine);
  }

  private static <B extends Message.Builder> B parse(Path file, B builder) {
    InputFiles.check(file);
    try {
      if (file.toString().endsWith("txt")) {
        TextFormat.merge(Files.readString(file, StandardCharsets.UTF_8), builder);
      } else {
        CodedInputStream input = CodedInputStream.newInstance(Files.readAllBytes(file));
        input.setRecursionLimit(RECURSION_LIMIT);
        input.enableAliasing(true); // The weights of a frozen graph are large.
        builder.mergeFrom(input);
        input.checkLastTagWas(0);
      }
      return builder;
    } catch (InvalidProtocolBufferException | TextFormat.ParseException e) {
      throw new OstrichException(
          file + " is truncated or damaged: it does not parse. Copy or export it again.", e);
    } catch (StackOverflowError e) {
      // The parser of the text form knows no limit of its own.
      throw new OstrichException(file + " is nested too deep to be a model.", e);
    } catch (IOException e) {
      throw new OstrichException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
