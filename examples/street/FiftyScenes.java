package street;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.MomentumPgd;
import org.ostrichml.attack.StepListener;
import org.ostrichml.attack.Threat;
import org.ostrichml.attack.Universal;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.ClassMap;
import org.ostrichml.evaluate.MapObjective;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import training.Arguments;

/**
 * How far the maps of fresh streets can be bent within 8 grey levels: as many as the first argument
 * says (50), each by itself, and all by one perturbation.
 */
final class FiftyScenes {
  private static final long SEED = 5_000_000_000L;
  private static final int GROUP = 10;
  private static final Threat THREAT = Threat.linf(8 / 255f).withGreyLevels();
  private static final Attack ATTACK =
      MomentumPgd.momentum(THREAT, 300).withRelativeStepSize(0.125f);

  private final TargetModel model;
  private final Batch streets;

  private FiftyScenes(TargetModel model, int count) {
    this.model = model;
    PictureFormat format = PictureFormat.of(model, false);
    this.streets =
        format.batch(
            IntStream.range(0, count)
                .mapToObj(i -> Picture.of(SceneArtist.draw(SEED + i).picture()))
                .toList());
  }

  public static void main(String[] arguments) {
    int count = Arguments.of(arguments).number(0, 50);
    Path folder = Path.of("saved_models/street");
    try (TargetModel model = TargetModel.load(folder)) {
      FiftyScenes scenes = new FiftyScenes(model, count);
      for (String target : List.of("ostrich", "creature")) {
        ClassMap drawing = ClassMap.read(folder.resolve("targets/" + target + ".png"), model);
        MapObjective draw = new MapObjective.Draw(drawing, target);
        scenes.report("draw " + target, draw, scenes::alone);
        scenes.report("draw " + target + ", one for all", draw, scenes::together);
      }
      for (String hidden : List.of("bus", "person", "ostrich")) {
        scenes.report(
            "hide " + hidden, new MapObjective.Hide(model.label(hidden), hidden), scenes::alone);
      }
      scenes.report("another class everywhere", new MapObjective.Untargeted(), scenes::alone);
    }
  }

  /** Makes adversarial streets. */
  @FunctionalInterface
  private interface Attacker {
    Batch attack(Batch originals, Goal goal);
  }

  private void report(String name, MapObjective objective, Attacker attacker) {
    List<ClassMap> before = maps(streets);
    List<MapObjective.Wanted> wanted = new ArrayList<>();
    int[] rows =
        IntStream.range(0, before.size())
            .filter(i -> objective.of(before.get(i), 1).map(wanted::add).orElse(false))
            .toArray();
    Goal first = wanted.get(0).goal();
    int[] labels = wanted.stream().flatMapToInt(w -> IntStream.of(w.goal().labels())).toArray();
    Goal goal = new Goal(first.targeted(), labels, first.positions(), 1);
    List<ClassMap> after = maps(attacker.attack(streets.select(rows), goal));
    double reached = mean(rows.length, i -> wanted.get(i).reached(after.get(i)));
    double kept =
        mean(
            rows.length, i -> before.get(rows[i]).agreement(after.get(i), wanted.get(i).staying()));
    double iou = mean(rows.length, i -> after.get(i).meanIou(before.get(rows[i])));
    System.out.printf(
        "%-28s %2d streets: reached %.2f%%, others kept %.2f%%, mIoU with the map before %.3f%n",
        name, rows.length, 100 * reached, 100 * kept, iou);
  }

  private List<ClassMap> maps(Batch pictures) {
    return groups(pictures.size())
        .flatMap(g -> ClassMap.of(model, pictures.slice(g[0], g[1])).stream())
        .toList();
  }

  private Batch alone(Batch originals, Goal goal) {
    return Batch.concat(
        groups(originals.size())
            .map(
                g ->
                    ATTACK
                        .compile(model)
                        .run(originals.slice(g[0], g[1]), goal.slice(g[0], g[1]))
                        .examples())
            .toList());
  }

  private Batch together(Batch originals, Goal goal) {
    Universal one = new Universal(THREAT, 600, GROUP, 0);
    Batch found = one.run(model, originals, goal, StepListener.NONE).perturbation();
    return one.apply(model, originals, found);
  }

  private static Stream<int[]> groups(int count) {
    return IntStream.iterate(0, from -> from < count, from -> from + GROUP)
        .mapToObj(from -> new int[] {from, Math.min(from + GROUP, count)});
  }

  private static double mean(int count, IntToDoubleFunction of) {
    return IntStream.range(0, count).mapToDouble(of).average().orElse(Double.NaN);
  }
}
