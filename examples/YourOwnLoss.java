import java.nio.file.Path;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.objective.Loss;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A loss of one's own: an 8 shall become odd, and any odd digit will do. */
public final class YourOwnLoss {
  private YourOwnLoss() {}

  /** Prints what an 8 is taken for, before and after. */
  public static void main(String[] arguments) {
    Loss odd =
        (tf, scores, labels) -> {
          Operand<TFloat32> isOdd = tf.constant(new float[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1});
          Operand<TFloat32> chances = tf.math.mul(tf.nn.softmax(scores), isOdd);
          return tf.math.log(tf.sum(chances, tf.constant(1))); // One number for each example.
        };
    try (TargetModel model = TargetModel.load(Path.of("saved_models/mnist-mlp"))) {
      PictureFormat format = PictureFormat.of(model, false);
      Batch eight = format.batch(Picture.read(Path.of("saved_models/mnist-mlp/samples/8_1.png")));
      Pgd attack = new Pgd(Threat.linf(0.1f), 40).withOptions(Options.DEFAULT.withLoss(odd));
      Batch result = attack.compile(model).run(eight, Goal.untargeted(8)).examples();
      System.out.println("before " + Prediction.top(model, eight, 1));
      System.out.println("after  " + Prediction.top(model, result, 1));
    }
  }
}
