package org.ostrichml.demo;

import java.util.List;
import org.ostrichml.report.AttackedPicture;
import org.ostrichml.report.page.Section;

/**
 * What came of a claim.
 *
 * @param row in a few words
 * @param sections in pictures, tables and plots
 * @param example the picture that shows it best
 */
public record Finding(Row row, List<Section> sections, AttackedPicture example) {
  /**
   * A claim beside what was measured.
   *
   * @param name what it is called, as in A3
   * @param claim what is said
   * @param article the figure in the article
   * @param measured the figure here
   * @param holds whether what was measured bears the claim out
   * @param commands what to type to have it measured again
   * @param figures what was measured, for programs
   */
  public record Row(
      String name,
      String claim,
      String article,
      String measured,
      boolean holds,
      List<String> commands,
      Object figures) {}
}
