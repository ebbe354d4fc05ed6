package org.ostrichml.cli;

/** How what is added to a paragraph is chosen. */
enum ReaderMethod {
  /** The worst of several sentences. */
  ADDSENT,
  /** One sentence, whatever the reader makes of it. */
  ADDONESENT,
  /** Words, found by a search along the gradient. */
  ADDANY
}
