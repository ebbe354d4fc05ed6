package org.ostrichml.gradient;

import java.util.List;
import org.ostrichml.OstrichException;

/** No gradient reaches the input, since ops on every way to it have none. */
public final class NoGradient extends OstrichException {
  private static final long serialVersionUID = 1L;

  private final List<String> types;

  NoGradient(String message, List<String> types) {
    super(message);
    this.types = List.copyOf(types);
  }

  /** The types of the ops at which gradients end, each once. */
  public List<String> types() {
    return types;
  }
}
