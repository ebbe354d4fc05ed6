import java.nio.file.Path;
import java.util.List;
import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.Lbfgs;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.Distance;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/** The oldest attack beside the quickest: L-BFGS finds a small change slowly, FGSM a large one. */
public final class LbfgsAgainstFgsm {
  private LbfgsAgainstFgsm() {}

  /** Prints what each attack makes of a school bus, how far that is from it, and what it cost. */
  public static void main(String[] arguments) {
    try (TargetModel model = TargetModel.load(Path.of("saved_models/pictures"))) {
      PictureFormat format = PictureFormat.of(model, false);
      Picture bus = Picture.read(Path.of("saved_models/pictures/samples/school_bus_1.png"));
      Batch image = format.batch(format.fit(bus));
      Goal other = Goal.untargeted(model.label("school bus"));
      for (Attack attack :
          List.of(new Fgsm(Threat.linf(8 / 255f)), new Lbfgs(Threat.unbounded(Norm.L2), 100))) {
        AdversarialBatch result = attack.compile(model).run(image, other);
        System.out.println(attack.getClass().getSimpleName());
        System.out.println("  becomes  " + Prediction.top(model, result.examples(), 1).get(0));
        System.out.println("  " + Distance.between(image, result.examples(), model.bounds()));
        System.out.println("  backward passes " + result.effort().mostBackward());
      }
    }
  }
}
