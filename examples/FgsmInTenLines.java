import java.nio.file.Path;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/** The fast gradient sign method: one step along the sign of the gradient fools a plain network. */
public final class FgsmInTenLines {
  private FgsmInTenLines() {}

  /** Prints what the network takes a handwritten 5 for, before and after. */
  public static void main(String[] arguments) {
    try (TargetModel model = TargetModel.load(Path.of("saved_models/mnist-mlp"))) {
      PictureFormat format = PictureFormat.of(model, false);
      Batch five = format.batch(Picture.read(Path.of("saved_models/mnist-mlp/samples/5_1.png")));
      Fgsm fgsm = new Fgsm(Threat.linf(0.1f)); // x + 0.1 * sign(gradient), within [0, 1]
      Batch fooled = fgsm.compile(model).run(five, Goal.untargeted(5)).examples();
      System.out.println("before " + Prediction.top(model, five, 1));
      System.out.println("after  " + Prediction.top(model, fooled, 1));
    }
  }
}
