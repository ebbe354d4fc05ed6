package org.ostrichml.report.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ostrichml.data.OutputFiles;

/**
 * A page for people.
 *
 * @param title what it is about
 * @param lead what happened, in a sentence or two
 * @param sections what follows, in order
 */
public record Page(String title, String lead, List<Section> sections) {
  /** This page as HTML that is well-formed XML too. */
  public String html() {
    return new PageWriter(this).html();
  }

  /**
   * Writes the HTML to a file, whole or not at all.
   *
   * @throws org.ostrichml.OstrichException if the file cannot be written
   */
  public void write(Path file) {
    OutputFiles.write(file, out -> out.write(html().getBytes(StandardCharsets.UTF_8)));
  }
}
