package org.ostrichml.demo;

import java.util.List;
import org.ostrichml.data.Picture;
import org.ostrichml.report.AttackedPicture;
import org.ostrichml.report.Comparison;

/** The demo as one picture: a school bus becomes an ostrich, and a 5 a 3. */
public final class DemoSheet {
  private static final List<String> SHOWN = List.of("A3", "A2");

  private DemoSheet() {}

  /** The picture. */
  public static Picture of(List<Finding> findings) {
    return Comparison.column(
        SHOWN.stream()
            .flatMap(name -> findings.stream().filter(f -> f.row().name().equals(name)))
            .map(finding -> draw(finding.example()))
            .toList());
  }

  private static Picture draw(AttackedPicture shown) {
    return Comparison.draw(
        shown.original(),
        shown.verdict().before(),
        shown.perturbation(),
        shown.factor(),
        shown.adversarial(),
        shown.verdict().after());
  }
}
