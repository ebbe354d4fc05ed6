package org.ostrichml.graph;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.NodeDef;

/**
 * Finds ops by what users call them: a type, a name, or the end of a name after a slash, as what
 * was inside a function has the names of its calls before its own.
 *
 * @param input the tensor whose place the model's input took
 * @param path the nodes on the ways from the input to the output, which alone are found
 * @param others all other nodes of the model, for a good word why one of them is not
 */
record NamedOps(TensorName input, Collection<NodeDef> path, Collection<NodeDef> others) {
  private static final int LISTED = 4;

  /**
   * All ops of a type, or the one of a name.
   *
   * @throws OstrichException if there is none, several have that name, or it lies on no path
   */
  List<NodeDef> find(String place) {
    Predicate<NodeDef> ofType = node -> node.getOp().equals(place);
    List<NodeDef> all = path.stream().filter(ofType).toList();
    if (!all.isEmpty()) {
      return all;
    }
    if (others.stream().anyMatch(ofType)) {
      throw noPath(place);
    }
    return List.of(node(place));
  }

  /**
   * The tensor of a name, {@code node} or {@code node:index}; an empty one is the model's input.
   *
   * @throws OstrichException as {@link #find} does
   */
  TensorName tensor(String name) {
    TensorName tensor = TensorName.parse(name);
    return name.isEmpty() || tensor.equals(input)
        ? new TensorName(InputCut.INPUT, 0)
        : new TensorName(node(name).getName(), tensor.index());
  }

  private NodeDef node(String written) {
    String name = TensorName.parse(written).node();
    List<NodeDef> found = named(path, node -> node.getName().equals(name));
    if (found.isEmpty()) {
      found = named(path, node -> node.getName().endsWith("/" + name));
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.size() > 1) {
      throw new OstrichException(
          "%d ops are called '%s': give more of the name, as in %s, or their type '%s' for all of that."
              .formatted(found.size(), name, listed(found.stream()), found.get(0).getOp()));
    }
    boolean elsewhere =
        others.stream()
            .map(NodeDef::getName)
            .anyMatch(other -> other.equals(name) || other.endsWith("/" + name));
    throw elsewhere ? noPath(name) : unknown(name);
  }

  private static List<NodeDef> named(Collection<NodeDef> nodes, Predicate<NodeDef> name) {
    return nodes.stream().filter(name).toList();
  }

  private static String listed(Stream<NodeDef> nodes) {
    return nodes.limit(LISTED).map(NodeDef::getName).collect(Collectors.joining(", "));
  }

  /** What is said of ops that no gradient could pass. */
  static OstrichException noPath(String place) {
    return new OstrichException(
        "'%s' lies on no path from the input to the loss, so there is nothing to stand in for."
            .formatted(place));
  }

  private OstrichException unknown(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String near =
        Stream.concat(path.stream().map(NodeDef::getOp), path.stream().map(NodeDef::getName))
            .distinct()
            .sorted(
                Comparator.comparing(
                        (String known) -> !known.toLowerCase(Locale.ROOT).contains(wanted))
                    .thenComparing(known -> distance.apply(last(known), last(wanted))))
            .limit(LISTED)
            .collect(Collectors.joining(", "));
    return new OstrichException(
        "No op on the path from the input to the loss is called '%s', or of that type. The nearest are: %s."
            .formatted(name, near));
  }

  /** What comes after the last slash, in small letters. */
  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
