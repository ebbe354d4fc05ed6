import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.CompiledAttack;
import org.ostrichml.attack.Limit;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.Labels;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;
import org.ostrichml.model.Tensors;
import org.ostrichml.objective.Goal;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.types.TFloat32;

/** The lesson for services: attack a copy of the model that runs, for so long and no longer. */
public final class InsideYourService {
  private InsideYourService() {}

  /** Prints what the service takes the picture for, before and after. */
  public static void main(String[] arguments) {
    Path folder = Path.of("saved_models/pictures");
    ModelOptions options =
        ModelOptions.defaults().withBounds(Bounds.UNIT).withLabels(folder.resolve("labels.txt"));
    try (SavedModelBundle service = SavedModelBundle.load(folder.toString(), "serve");
        TargetModel copy = TargetModel.of(service, "serving_default", options)) {
      PictureFormat format = PictureFormat.of(copy, false);
      Picture bus = Picture.read(folder.resolve("samples/school_bus_1.png"));
      Batch image = format.batch(format.fit(bus));
      CompiledAttack attack = new Pgd(Threat.linf(8 / 255f), 40).compile(copy);
      Goal ostrich = Goal.targeted(copy.label("ostrich"));
      Instant end = Instant.now().plusSeconds(30); // Or the user has left, or the thread is wanted.
      AdversarialBatch result =
          attack.run(image, ostrich, Limit.when(() -> Instant.now().isAfter(end)));
      System.out.println("before " + answer(service, image, copy.labels()));
      System.out.println("after  " + answer(service, result.examples(), copy.labels()));
    }
  }

  /** What the service itself says; the copy has added nothing to its graph. */
  private static Prediction answer(SavedModelBundle service, Batch image, Labels labels) {
    try (TFloat32 fed = Tensors.of(image);
        Result probabilities = service.call(Map.of("image", fed))) {
      return Prediction.top(Tensors.batch(probabilities.get(0)), labels, 1).get(0).get(0);
    }
  }
}
