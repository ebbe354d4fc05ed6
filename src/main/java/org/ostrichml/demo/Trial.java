package org.ostrichml.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Effort;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.Perturbation;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.evaluate.TraceRecorder;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.report.AttackedPicture;

/**
 * What an attack made of some pictures, saved and judged as read back.
 *
 * @param pictures one for each, in order
 * @param effort what each cost
 * @param seconds the time the attack took, without saving and judging
 */
record Trial(List<AttackedPicture> pictures, Effort effort, double seconds) {
  private static final int LISTED = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * A picture to attack.
   *
   * @param name of what is saved, without an ending
   * @param example as the model takes it, a batch of one
   */
  record Sample(String name, Batch example) {}

  /**
   * Attacks pictures in one batch.
   *
   * @param folder where to save each, under its own name
   * @param progress told of each step of each picture
   */
  static Trial run(
      TargetModel model,
      PictureFormat format,
      Attack attack,
      GoalChoice goals,
      List<Sample> samples,
      Path folder,
      LongConsumer progress) {
    Batch originals = Batch.concat(samples.stream().map(Sample::example).toList());
    Batch probabilities = model.predict(originals);
    int[] classes = Prediction.classes(probabilities);
    Goal goal = goals.choose(originals, classes, probabilities);
    TraceRecorder recorder = new TraceRecorder(attack, goal, model.labels()::name, samples.size());
    long start = System.nanoTime();
    AdversarialBatch result =
        attack
            .compile(model)
            .run(
                originals,
                goal,
                step -> {
                  progress.accept(step.examples().length);
                  recorder.onStep(step);
                });
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    List<List<Prediction>> before = Prediction.top(probabilities, model.labels(), LISTED);
    List<AttackedPicture> pictures = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Batch original = originals.slice(i, i + 1);
      Path file = folder.resolve(samples.get(i).name() + ".png");
      format.picture(result.examples().slice(i, i + 1)).write(file);
      Picture saved = Picture.read(file);
      Verdict verdict =
          Verdict.of(
              model,
              samples.get(i).name(),
              before.get(i),
              original,
              format.batch(saved),
              goal.select(new int[] {i}),
              LISTED);
      Perturbation change = Perturbation.between(original, format.batch(saved), model.bounds());
      pictures.add(
          new AttackedPicture(
              verdict,
              format.picture(original),
              format.picture(change.example()),
              change.factor(),
              saved,
              attack.steps() == 1 ? null : recorder.trace(i)));
    }
    return new Trial(pictures, result.effort(), seconds);
  }

  /** What became of each picture, in order. */
  List<Verdict> verdicts() {
    return pictures.stream().map(AttackedPicture::verdict).toList();
  }
}
