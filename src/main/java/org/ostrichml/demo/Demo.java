package org.ostrichml.demo;

import java.nio.file.Path;
import java.util.List;
import org.ostrichml.model.TargetModel;

/**
 * Six claims, and what they are tried on.
 *
 * @param subject a model of pictures, and its pictures
 * @param digits a model of digits
 * @param folder where that is, with sample digits
 * @param data labelled digits: a folder of idx files, or the samples' CSV file
 * @param out where pictures are saved
 */
public record Demo(Subject subject, TargetModel digits, Path folder, Path data, Path out) {
  /**
   * Checks the digits, so that what is missing is said before anything is tried.
   *
   * @throws org.ostrichml.OstrichException if they cannot be read or do not fit their model
   */
  public Demo {
    ThreeLayers.open(digits, folder, data).close();
  }

  /** The claims, in the order in which they explain each other. */
  public List<Claim> claims() {
    return List.of(
        new OneGradient(subject, out),
        new ThreeLayers(digits, folder, data, out),
        new BusToOstrich(subject, out),
        new AnyPicture(subject, out),
        new NoiseToBus(subject, out),
        new SmallestChange(subject, out));
  }

  /**
   * The report of what came of them.
   *
   * @param seconds how long all of it took
   */
  public DemoReport report(List<Finding> findings, double seconds) {
    List<Finding.Row> rows = findings.stream().map(Finding::row).toList();
    return new DemoReport(
        subject.path().toString(),
        subject.model().device().toString(),
        subject.images() == null ? null : subject.images().toString(),
        data.toString(),
        rows,
        (int) rows.stream().filter(Finding.Row::holds).count(),
        seconds);
  }
}
