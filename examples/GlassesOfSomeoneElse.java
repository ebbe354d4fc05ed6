import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ostrichml.attack.Mask;
import org.ostrichml.attack.MomentumPgd;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.view.Spread;
import org.ostrichml.view.Sticker;

/**
 * One pair of glasses in which Ada is taken for Leif in every picture of her, however they sit: the
 * model is looked at through a {@link Sticker}, whose input is the glasses, and attacked as ever.
 */
public final class GlassesOfSomeoneElse {
  private GlassesOfSomeoneElse() {}

  /**
   * Writes the glasses to the file that the first argument names, and prints what the model takes
   * Ada for: in four pictures without them, and in each of these with them at four other places.
   */
  public static void main(String[] arguments) {
    Path folder = Path.of("saved_models/faces");
    List<Path> photos =
        Stream.of(1, 2, 3, 4).map(i -> folder.resolve("samples/Ada_" + i + ".png")).toList();
    try (TargetModel model = TargetModel.load(folder)) {
      PictureFormat format = PictureFormat.of(model, false);
      Batch ada = format.batch(format.fit(photos));
      Mask cover = format.mask(folder.resolve("glasses.png"));
      Spread slips = new Spread(0.03f, 0.05f, 5, 0.05f, 0, 0);
      Sticker glasses =
          new Sticker(ada, cover.weights(), Sticker.Place.MIDDLE, slips, 4, 2, model.bounds(), 1);
      Threat anyColour = Threat.unbounded(Norm.LINF).withGreyLevels().withMask(cover);
      Batch found =
          MomentumPgd.momentum(anyColour, 480)
              .withRelativeStepSize(0.005f)
              .compile(model.through(glasses))
              .run(glasses.blank(), Goal.targeted(model.label("Leif")))
              .examples();
      Picture picture = format.picture(glasses.cutOut(found));
      picture.write(Path.of(arguments[0]));

      Sticker elsewhere = glasses.worn(ada, slips, 4, 2);
      Batch worn = model.through(elsewhere).shown(format.batch(picture));
      Prediction.top(model, ada, 1).forEach(seen -> System.out.println("before " + seen));
      Prediction.top(model, worn, 1).forEach(seen -> System.out.println("after  " + seen));
    }
  }
}
