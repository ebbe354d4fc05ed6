package org.ostrichml.report.page;

import java.util.List;

/** A part of a page; all texts are plain, and escaped where they are written. */
public sealed interface Section {
  /** A heading below the page's title. */
  record Heading(String text) implements Section {}

  /** A paragraph of text. */
  record Paragraph(String text) implements Section {}

  /** A line for a shell, shown as it is typed. */
  record Command(String line) implements Section {}

  /**
   * Rows of figures.
   *
   * @param headings one for each column; the first is to the left, the others to the right
   * @param rows as many cells as there are headings
   */
  record Table(List<String> headings, List<List<String>> rows) implements Section {}

  /**
   * Rows of texts that are too long for one line.
   *
   * @param headings one for each column
   * @param rows as many cells as there are headings
   */
  record Texts(List<String> headings, List<List<Text>> rows) implements Section {
    /**
     * A text in a cell.
     *
     * @param plain its beginning
     * @param marked its end, which stands out; may be empty
     */
    public record Text(String plain, String marked) {
      /** A text of which nothing stands out. */
      public Text(String plain) {
        this(plain, "");
      }
    }
  }

  /** What is said beside what was found. */
  record Claims(List<Claim> claims) implements Section {
    /**
     * One of them.
     *
     * @param text what is said
     * @param outcome the result in a few words
     * @param holds whether it is as was said
     * @param expected the figure that goes with it
     * @param found the figure that came out
     */
    public record Claim(
        String text, String outcome, boolean holds, String expected, String found) {}
  }

  /** A plot over the width of the page. */
  record Graph(Plot plot) implements Section {}

  /**
   * A picture, what was done to it, and what came of it; original and result can be flipped at the
   * same place.
   *
   * @param title what the picture is
   * @param outcome the result in a few words
   * @param succeeded whether it is what was wanted
   * @param sentence what happened, for people who see such a page for the first time
   * @param original the picture before
   * @param change the change, amplified
   * @param result the picture after, of the same size as before
   * @param plot how it came about, or null
   */
  record PictureTriple(
      String title,
      String outcome,
      boolean succeeded,
      String sentence,
      Panel original,
      Panel change,
      Panel result,
      Plot plot)
      implements Section {}
}
