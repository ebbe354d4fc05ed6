package org.ostrichml;

/**
 * Something the caller can mend: a file that cannot be read, a name that is not there, a value out
 * of range. The message is one sentence or two for the person at the keyboard; it names the file or
 * tensor and the remedy. Everything else (a bug, a native failure) surfaces as another exception.
 */
public class OstrichException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error described by {@code message} alone. */
  public OstrichException(String message) {
    super(message);
  }

  /** An error described by {@code message}; {@code cause} is kept for verbose output. */
  public OstrichException(String message, Throwable cause) {
    super(message, cause);
  }
}
