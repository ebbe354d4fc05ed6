package org.ostrichml.fetch;

import java.nio.file.Path;
import java.util.List;

/**
 * Something that can be fetched.
 *
 * @param name what to call it
 * @param description what it is, in a few words
 * @param downloads its files
 * @param model what is known of the model in them; null if they are data
 */
record Item(String name, String description, List<Download> downloads, KnownModel model) {
  /** Its size on the server in bytes. */
  long size() {
    return downloads.stream().mapToLong(Download::size).sum();
  }

  /** Where it is once fetched: the graph of a model, the folder of data. */
  Path in(Path cache) {
    return model == null ? cache.resolve(name) : cache.resolve(name).resolve(model.graph());
  }
}
