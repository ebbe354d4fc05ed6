package readers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.ostrichml.reader.Squad;
import training.Export;

/** What lies in a reader's folder, the handwritten MODEL.md aside. */
final class ModelFolder {
  private static final long SAMPLE_SEED = 3_000_000_000L;
  private static final int SAMPLES = 70;

  private ModelFolder() {}

  /** Writes the vocabulary. */
  static Path vocabulary(Path folder) throws IOException {
    return Files.write(folder.resolve("vocabulary.txt"), Lexicon.VOCABULARY);
  }

  /** Writes the network whose weights are in the checkpoint, with samples. */
  static void write(Path folder, String checkpoint) throws IOException {
    Export.write(folder, checkpoint, tf -> new Network(tf, false));
    paragraphs(SAMPLE_SEED, SAMPLES).write(folder.resolve("samples").resolve("paragraphs.json"));
  }

  /** Some paragraphs, with the seeds from {@code firstSeed} on. */
  static Squad paragraphs(long firstSeed, int count) {
    return new Squad(
        "1.1",
        LongStream.range(firstSeed, firstSeed + count)
            .mapToObj(seed -> Author.write(seed).paragraph())
            .toList(),
        0);
  }
}
