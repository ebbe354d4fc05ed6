package org.ostrichml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ostrichml.data.Picture;

/** A picture before and after an attack, above the maps of classes that a model sees in them. */
public final class MapComparison {
  private MapComparison() {}

  /** One picture of all of them; without the first row where the examples are no pictures. */
  public static Picture draw(MappedPicture shown) {
    List<Picture> rows = new ArrayList<>();
    if (shown.original() != null) {
      rows.add(
          Sheet.row(
              List.of(
                  new Sheet.Panel(shown.original(), "original", List.of()),
                  new Sheet.Panel(
                      shown.perturbation(),
                      String.format(
                          Locale.ROOT, "perturbation, amplified %.3g times", shown.factor()),
                      List.of()),
                  new Sheet.Panel(shown.adversarial(), "adversarial", List.of()))));
    }
    List<Sheet.Panel> maps = new ArrayList<>();
    maps.add(new Sheet.Panel(shown.before(), "what the model sees in the original", List.of()));
    if (shown.wanted() != null) {
      maps.add(new Sheet.Panel(shown.wanted(), "what it is to see", List.of()));
    }
    maps.add(
        new Sheet.Panel(
            shown.after(),
            "what it sees in the adversarial",
            List.of(
                new Sheet.Line("reached", Wording.percent(shown.verdict().reached())),
                new Sheet.Line("other pixels kept", Wording.percent(shown.verdict().kept())))));
    rows.add(Sheet.row(maps));
    return Comparison.column(rows);
  }
}
