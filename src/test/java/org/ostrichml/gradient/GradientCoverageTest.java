package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class GradientCoverageTest {
  /** With -Dostrich.coverage=write it writes the table instead of comparing. */
  @Test
  void tableIsUpToDate() throws IOException {
    if ("write".equals(System.getProperty("ostrich.coverage"))) {
      Files.writeString(GradientCoverage.FILE, GradientCoverage.text());
    }
    assertThat(Files.readString(GradientCoverage.FILE))
        .as(
            "%s is stale: ./mvnw test -Dtest=GradientCoverageTest -Dostrich.coverage=write writes it anew",
            GradientCoverage.FILE)
        .isEqualTo(GradientCoverage.text());
  }
}
