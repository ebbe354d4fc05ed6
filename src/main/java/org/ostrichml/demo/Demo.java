package org.ostrichml.demo;

import java.nio.file.Path;
import java.util.List;
import org.ostrichml.model.TargetModel;

/** The claims, in the order in which they explain each other. */
public final class Demo {
  private Demo() {}

  /**
   * All of them.
   *
   * @param subject a model of pictures, and its pictures
   * @param digits a model of digits
   * @param folder where that is
   * @param mnist labelled digits: a folder of idx files; null for the samples of that model
   * @param out where pictures are saved
   */
  public static List<Claim> claims(
      Subject subject, TargetModel digits, Path folder, Path mnist, Path out) {
    Path data = mnist == null ? folder.resolve("samples.csv") : mnist;
    return List.of(
        new OneGradient(subject, out),
        new ThreeLayers(digits, folder, data, out),
        new BusToOstrich(subject, out),
        new AnyPicture(subject, out),
        new NoiseToBus(subject, out),
        new SmallestChange(subject, out));
  }
}
