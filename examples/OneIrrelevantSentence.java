import java.nio.file.Path;
import java.util.List;
import org.ostrichml.reader.AddAny;
import org.ostrichml.reader.Distraction;
import org.ostrichml.reader.Distractor;
import org.ostrichml.reader.Example;
import org.ostrichml.reader.Reader;
import org.ostrichml.reader.Squad;
import org.ostrichml.reader.WorstSentence;

/**
 * A reader is asked about a paragraph, and again with one sentence more, which speaks of something
 * else; then with words that a search has chosen.
 */
public final class OneIrrelevantSentence {
  private OneIrrelevantSentence() {}

  /** Prints the first of its answers that one sentence changes. */
  public static void main(String[] arguments) {
    Path folder = Path.of("saved_models/reader");
    List<Example> examples = Squad.read(folder.resolve("samples/paragraphs.json")).examples();
    try (Reader reader = Reader.load(folder)) {
      Distractor sentences = new WorstSentence(10, 1);
      Distraction misled =
          sentences.distract(reader, examples).stream()
              .filter(each -> each.f1Before() == 1 && each.f1After() == 0)
              .findFirst()
              .orElseThrow();
      System.out.println("paragraph " + misled.example().paragraph());
      System.out.println("question  " + misled.example().question());
      System.out.println("before    " + misled.before().text());
      System.out.println("sentence  " + misled.sentence());
      System.out.println("after     " + misled.after().text());

      Distractor words = new AddAny(1);
      Distraction searched = words.distract(reader, List.of(misled.example())).get(0);
      System.out.println("words     " + searched.sentence());
      System.out.println("after     " + searched.after().text());
    }
  }
}
