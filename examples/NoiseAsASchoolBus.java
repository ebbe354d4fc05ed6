import java.nio.file.Path;
import org.ostrichml.attack.Fooling;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/** Fooling images: noise that is nothing to us, and a school bus beyond doubt to the network. */
public final class NoiseAsASchoolBus {
  private NoiseAsASchoolBus() {}

  /**
   * Prints what the network takes noise for, before and after, and writes the fooling image to the
   * file that the first argument names.
   */
  public static void main(String[] arguments) {
    try (TargetModel model = TargetModel.load(Path.of("saved_models/pictures"))) {
      PictureFormat format = PictureFormat.of(model, false);
      Batch noise = Fooling.noise(model.bounds(), 0, 1, format.height(), format.width(), 3);
      Threat anything = Threat.unbounded(Norm.LINF).withGreyLevels();
      Fooling attack = new Fooling(anything, 200, 0.99f); // 200 steps, or until it is 99% sure
      Goal bus = Goal.targeted(model.label("school bus"));
      Batch fooling = attack.compile(model).run(noise, bus).examples();
      System.out.println("before " + Prediction.top(model, noise, 1));
      System.out.println("after  " + Prediction.top(model, fooling, 1));
      format.picture(fooling).write(Path.of(arguments[0]));
    }
  }
}
