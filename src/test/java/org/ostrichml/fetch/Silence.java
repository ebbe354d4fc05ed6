package org.ostrichml.fetch;

/** Listens to nothing. */
final class Silence implements FetchListener {
  @Override
  public void arrived(String file, long done, long total) {}

  @Override
  public void waiting() {}
}
