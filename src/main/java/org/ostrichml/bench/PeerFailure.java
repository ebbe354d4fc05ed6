package org.ostrichml.bench;

/** A peer could not do what it was asked for; the message says why, in half a sentence. */
final class PeerFailure extends RuntimeException {
  PeerFailure(String message) {
    super(message);
  }
}
