import java.nio.file.Path;
import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/** The first lesson: load a SavedModel, attack one picture, save what comes out. */
public final class SchoolBusToOstrich {
  private SchoolBusToOstrich() {}

  /**
   * Prints what the network takes a school bus for, before and after, and writes the adversarial
   * picture to the file that the first argument names.
   */
  public static void main(String[] arguments) {
    Path bus = Path.of("saved_models/pictures/samples/school_bus_1.png");
    try (TargetModel model = TargetModel.load(Path.of("saved_models/pictures"))) {
      PictureFormat format = PictureFormat.of(model, false);
      Batch image = format.batch(format.fit(Picture.read(bus)));
      CompiledAttack attack = new Pgd(Threat.linf(8 / 255f), 40).compile(model);
      AdversarialBatch result = attack.run(image, Goal.targeted(model.label("ostrich")));
      System.out.println("before " + Prediction.top(model, image, 3));
      System.out.println("after  " + Prediction.top(model, result.examples(), 3));
      format.picture(result.examples()).write(Path.of(arguments[0]));
    }
  }
}
