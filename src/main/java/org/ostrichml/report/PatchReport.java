package org.ostrichml.report;

import org.ostrichml.data.Bounds;

/**
 * The report of {@code ostrich patch}.
 *
 * @param model the path of the model
 * @param device what it ran on, {@code cpu} or {@code gpu}
 * @param target the name of the target class, or null where any other than before is wanted
 * @param mask the file of the mask, or null where the patch is anywhere
 * @param covered the part of a photo that is covered
 * @param strays how far it strayed from its place while it was looked for and while it was judged
 * @param eot how many times each photo was shown in a step; 0 where nothing strayed in the search
 * @param batch how many photos a step looked at
 * @param steps the number of steps
 * @param stepSize how far a step went, in input units
 * @param printable the weight of colours that no printer has
 * @param smooth the weight of roughness
 * @param seed of all that is drawn
 * @param bounds the range of valid inputs, in input units
 * @param seconds the time it took, without loading and saving
 * @param skipped how many photos were taken for the target already, and left out
 * @param found on the photos it was found on
 * @param test on other photos, or null without them
 */
public record PatchReport(
    String model,
    String device,
    String target,
    String mask,
    double covered,
    Strays strays,
    int eot,
    int batch,
    int steps,
    float stepSize,
    float printable,
    float smooth,
    long seed,
    Bounds bounds,
    double seconds,
    int skipped,
    Judged found,
    Judged test) {

  /** How far a patch strays: parts of the side, parts, degrees, parts of the range twice, noise. */
  public record Strays(
      float shift, float scale, float rotation, float brightness, float contrast, float noise) {}

  /**
   * The share of photos with which the goal is reached, drawn from other seeds than those of the
   * search.
   *
   * @param worn each wears the patch at its place, or at one anywhere, judged as it was saved
   * @param straying each wears it several times, straying, at other places where it is anywhere
   * @param plain as {@code worn}, but grey: what covering the place does by itself
   */
  public record Judged(
      UniversalReport.Rate worn, UniversalReport.Rate straying, UniversalReport.Rate plain) {}
}
