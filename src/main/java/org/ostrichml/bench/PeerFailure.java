package org.ostrichml.bench;

/** A contestant could not do what it was asked for; the message says why, in half a sentence. */
final class PeerFailure extends RuntimeException {
  PeerFailure(String message) {
    super(message);
  }

  /** It took too long, and was killed. */
  static PeerFailure late(long seconds) {
    return new PeerFailure(
        "no answer within %d s: killed; give it longer with --timeout".formatted(seconds));
  }
}
