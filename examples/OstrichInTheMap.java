import java.nio.file.Path;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.MomentumPgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.evaluate.ClassMap;
import org.ostrichml.evaluate.MapObjective;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.model.TargetModel;

/** A segmentation model sees an ostrich as tall as the street, where people see the street. */
public final class OstrichInTheMap {
  private OstrichInTheMap() {}

  /**
   * Writes the map that the model sees afterwards to the file that the first argument names, and
   * prints which part of its pixels is as it was drawn.
   */
  public static void main(String[] arguments) {
    Path folder = Path.of("saved_models/street");
    try (TargetModel model = TargetModel.load(folder)) {
      PictureFormat format = PictureFormat.of(model, false);
      Batch street = format.read(folder.resolve("samples/street_1.png"));
      ClassMap before = ClassMap.of(model, street).get(0);
      Path drawing = folder.resolve("targets/ostrich.png");
      MapObjective.Wanted wanted =
          new MapObjective.Draw(ClassMap.read(drawing, model), drawing.toString())
              .of(before, 0.95f)
              .orElseThrow();
      Threat threat = Threat.linf(8 / 255f).withGreyLevels();
      CompiledAttack attack =
          MomentumPgd.momentum(threat, 300).withRelativeStepSize(0.125f).compile(model);
      Batch found = attack.run(street, wanted.goal()).examples();
      ClassMap after = ClassMap.of(model, found).get(0);
      after.picture(model.colours()).write(Path.of(arguments[0]));
      System.out.printf("before %.3f of the pixels%n", wanted.reached(before));
      System.out.printf("after  %.3f of the pixels%n", wanted.reached(after));
    }
  }
}
