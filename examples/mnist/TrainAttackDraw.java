package mnist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.LabelledBatch;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import training.Folders;

/**
 * From nothing to a fooled network: three layers learn digits, FGSM makes them fail, and a 5 that
 * became a 3 is drawn. The arguments name a folder to write, and that of MNIST's idx files; without
 * MNIST the network learns digits that are drawn here.
 */
final class TrainAttackDraw {
  private TrainAttackDraw() {}

  public static void main(String[] arguments) throws IOException {
    boolean drawn = arguments.length < 2;
    LabelledBatch train =
        drawn ? Digits.drawn(100_000, 6_000) : Digits.read(Path.of(arguments[1]), "train");
    LabelledBatch test =
        drawn ? Digits.drawn(0, 1_000) : Digits.read(Path.of(arguments[1]), "test");

    Path folder = Path.of(arguments[0]);
    Folders.replace(
        folder,
        (model, checkpoint) -> {
          Course.train(train, 10, 0, checkpoint);
          Course.write(model, checkpoint);
        });

    try (TargetModel model = TargetModel.load(folder)) {
      Fgsm fgsm = new Fgsm(Threat.linf(0.1f).withoutClip()); // The formula as it stands.
      Batch fooled =
          fgsm.compile(model).run(test.examples(), Goal.untargeted(test.labels())).examples();
      System.out.printf("right before %.4f%n", Digits.accuracy(model, test));
      LabelledBatch attacked = new LabelledBatch(fooled, test.labels());
      System.out.printf("right after  %.4f%n", Digits.accuracy(model, attacked));

      int row =
          IntStream.range(0, test.labels().length)
              .filter(i -> test.labels()[i] == 5)
              .findFirst()
              .orElseThrow();
      Batch five = test.examples().slice(row, row + 1);
      Pgd pgd = new Pgd(Threat.linf(0.1f), 40); // Within black and white, many small steps.
      Batch three = pgd.compile(model).run(five, Goal.targeted(3)).examples();
      System.out.println("before " + Prediction.top(model, five, 1));
      System.out.println("after  " + Prediction.top(model, three, 1));
      PictureFormat format = PictureFormat.of(model, false);
      format.picture(five).write(folder.resolve("5.png"));
      format.picture(three).write(folder.resolve("3.png"));
    }
  }
}
