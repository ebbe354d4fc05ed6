import java.nio.file.Path;
import java.util.List;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Rule;
import org.ostrichml.attack.StepAttack;
import org.ostrichml.attack.StepContext;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** An attack of one's own: sign steps that begin long and end short. */
public final class YourOwnAttack {
  private YourOwnAttack() {}

  /** The parameters; the loop, the budget and random starts are there already. */
  record DecayingSteps(Threat threat, int steps, Options options) implements StepAttack {
    @Override
    public float relativeStepSize() {
      return 0.5f; // The first step goes half of epsilon.
    }

    @Override
    public Rule rule() {
      return new Decay();
    }

    @Override
    public DecayingSteps withThreat(Threat other) {
      return new DecayingSteps(other, steps, options);
    }

    @Override
    public DecayingSteps withOptions(Options other) {
      return new DecayingSteps(threat, steps, other);
    }
  }

  /** One step as ops: shorter by the share of the steps that are done. */
  record Decay() implements Rule {
    @Override
    public Next next(StepContext step, List<Operand<TFloat32>> memory) {
      Ops tf = step.tf();
      Operand<TFloat32> left = tf.math.sub(step.steps(), step.number());
      Operand<TFloat32> size = tf.math.mul(step.stepSize(), tf.math.div(left, step.steps()));
      Operand<TFloat32> move = tf.math.mul(size, step.steepest(step.gradient()));
      Operand<TFloat32> moved = step.project(tf.math.add(step.point(), move));
      return new Next(moved, moved, List.of());
    }
  }

  /** Turns a 5 into a 3, and prints what the network takes it for, before and after. */
  public static void main(String[] arguments) {
    try (TargetModel model = TargetModel.load(Path.of("saved_models/mnist-mlp"))) {
      PictureFormat format = PictureFormat.of(model, false);
      Batch five = format.batch(Picture.read(Path.of("saved_models/mnist-mlp/samples/5_1.png")));
      DecayingSteps attack = new DecayingSteps(Threat.linf(0.1f), 20, Options.DEFAULT);
      Batch three = attack.compile(model).run(five, Goal.targeted(3)).examples();
      System.out.println("before " + Prediction.top(model, five, 1));
      System.out.println("after  " + Prediction.top(model, three, 1));
    }
  }
}
