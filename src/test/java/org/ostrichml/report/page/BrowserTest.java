package org.ostrichml.report.page;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserTest {
  @TempDir Path folder;

  /** Also with names that have no place to break. */
  @ParameterizedTest
  @CsvSource({"360,false", "360,true", "1600,false", "1600,true"})
  void nothingStandsOutAndPlotsAreDrawn(int width, boolean dark) {
    new Browser(folder).check(Pages.nasty().html(), width, dark, 2);
  }
}
