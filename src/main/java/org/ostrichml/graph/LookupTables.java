package org.ostrichml.graph;

import java.util.Collection;
import java.util.Set;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** The lookup tables of a graph: words by number, numbers by word. */
public final class LookupTables {
  private static final Set<String> TABLES =
      Set.of(
          "HashTable",
          "HashTableV2",
          "MutableHashTable",
          "MutableHashTableV2",
          "MutableHashTableOfTensors",
          "MutableHashTableOfTensorsV2",
          "MutableDenseHashTable",
          "MutableDenseHashTableV2");

  private LookupTables() {}

  /** The nodes that hold a table, in the graph's order. */
  public static Collection<NodeDef> in(GraphDef graph) {
    return graph.getNodeList().stream().filter(node -> TABLES.contains(node.getOp())).toList();
  }

  /** The version of an op on tables that takes this table's handle. */
  public static String op(String op, NodeDef table) {
    return table.getOp().endsWith("V2") ? op + "V2" : op;
  }
}
