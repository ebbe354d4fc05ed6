package org.ostrichml.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names for nodes, each given once and none so long that nesting fills the memory with them. */
final class UniqueNames {
  private static final int LENGTH = 1000;

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

  /** The name, cut where it is too long, and with a number added where it is taken. */
  String of(String wanted) {
    String name = cut(wanted);
    String candidate = name;
    while (!taken.add(candidate)) {
      candidate = name + "_" + next.merge(name, 1, Integer::sum);
    }
    return candidate;
  }

  /** The beginning of a name that is too long. */
  static String cut(String name) {
    return name.length() <= LENGTH ? name : name.substring(0, LENGTH);
  }
}
