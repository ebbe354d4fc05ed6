package org.ostrichml.fetch;

/** Is told how a download goes. */
public interface FetchListener {
  /**
   * Some of a file has arrived.
   *
   * @param file its name
   * @param done its bytes so far, those of earlier calls included
   * @param total all its bytes
   */
  void arrived(String file, long done, long total);

  /** Another process fetches into the same cache; this one waits for it. */
  void waiting();
}
