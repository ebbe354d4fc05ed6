package org.ostrichml.report.page;

import java.util.List;
import org.ostrichml.data.Picture;

/**
 * A picture with what is to be said of it.
 *
 * @param caption what it is
 * @param picture its pixels
 * @param notes lines below it, above the bars
 * @param bars what a model sees in it; may be empty
 */
public record Panel(String caption, Picture picture, List<String> notes, List<Bar> bars) {
  /** Which of the classes that matter a bar is about; each has a colour throughout a page. */
  public enum Tone {
    /** The class of the original. */
    BEFORE,
    /** The class that was wanted, or came about. */
    AFTER,
    /** Any other class. */
    OTHER
  }

  /**
   * A class and how sure a model is of it.
   *
   * @param label its name
   * @param share 0 to 1
   * @param value the share in words
   * @param tone its colour
   */
  public record Bar(String label, double share, String value, Tone tone) {}
}
