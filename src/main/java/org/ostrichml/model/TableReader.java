package org.ostrichml.model;

import java.util.Collection;
import java.util.Map;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.LookupTables;
import org.ostrichml.model.SavedState.Entries;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.proto.NodeDef;

/** Reads the entries of lookup tables from a restored model. */
final class TableReader {
  private TableReader() {}

  /**
   * Adds the entries of each table to {@code entries}, by the name of its node; the result owns
   * them.
   */
  static Result read(
      SavedModelBundle bundle, Collection<NodeDef> tables, Map<String, Entries> entries) {
    Session.Runner runner = bundle.session().runner();
    for (NodeDef table : tables) {
      Operation export = export(bundle, table);
      runner.fetch(export.output(0)).fetch(export.output(1));
    }
    Result result = runner.run();
    int next = 0;
    for (NodeDef table : tables) {
      entries.put(table.getName(), new Entries(result.get(next), result.get(next + 1)));
      next += 2;
    }
    return result;
  }

  private static Operation export(SavedModelBundle bundle, NodeDef table) {
    GraphOperation handle = bundle.graph().operation(table.getName());
    if (handle == null) {
      throw new OstrichException(
          "The lookup table '%s' is made inside a function, where its entries cannot be read. Choose an output before it with --output, or an input behind it with --input."
              .formatted(table.getName()));
    }
    return bundle
        .graph()
        .opBuilder(
            LookupTables.op("LookupTableExport", table),
            "ostrich_export/" + table.getName(),
            bundle.graph().baseScope())
        .addInput(handle.output(0))
        .setAttr("Tkeys", table.getAttrOrThrow("key_dtype").getType())
        .setAttr("Tvalues", table.getAttrOrThrow("value_dtype").getType())
        .build();
  }
}
