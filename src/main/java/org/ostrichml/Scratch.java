package org.ostrichml;

import java.nio.file.Path;
import org.ostrichml.attack.*;
import org.ostrichml.data.*;
import org.ostrichml.model.*;
import org.ostrichml.objective.*;

public class Scratch {
  public static void main(String[] a) throws Exception {
    var img = javax.imageio.ImageIO.read(new java.io.File("/tmp/bus224.png"));
    float[] v = new float[224 * 224 * 3];
    for (int y = 0; y < 224; y++)
      for (int x = 0; x < 224; x++)
        for (int c = 0; c < 3; c++)
          v[(y * 224 + x) * 3 + c] = Bounds.UNIT.value((img.getRGB(x, y) >> (16 - 8 * c)) & 255);
    Batch b = new Batch(v, 1, 224, 224, 3);
    try (TargetModel m = TargetModel.load(Path.of(a[0]))) {
      int bus = m.label("school bus"), os = m.label("ostrich");
      System.out.println(bus + " before " + m.predict(b).values()[bus]);
      for (int e : new int[] {1, 2, 4})
        for (int steps : new int[] {10, 20, 40, 60, 100})
          for (float den : new float[] {4, 8, 16, steps / 2.5f}) {
            long t = System.nanoTime();
            CompiledAttack at =
                new Pgd(Threat.linf(e / 255f).withGreyLevels(), steps)
                    .withStepSize(e / 255f / den)
                    .compile(m);
            Batch r = at.run(b, Goal.targeted(os)).examples();
            Batch p = m.predict(r);
            int max = 0;
            for (int i = 0; i < v.length; i++)
              max =
                  Math.max(
                      max, Math.abs(Bounds.UNIT.pixel(r.values()[i]) - Bounds.UNIT.pixel(v[i])));
            System.out.printf(
                "eps %d steps %d den %.1f ostrich %.4f bus %.4f max %d  %.1fs%n",
                e, steps, den, p.values()[os], p.values()[bus], max, (System.nanoTime() - t) / 1e9);
          }
    }
  }
}
