package org.ostrichml.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.ostrichml.OstrichException;
import org.ostrichml.reader.AddAny;
import org.ostrichml.reader.Distraction;
import org.ostrichml.reader.Distractor;
import org.ostrichml.reader.Example;
import org.ostrichml.reader.Reader;
import org.ostrichml.reader.Squad;
import org.ostrichml.reader.WorstSentence;
import org.ostrichml.report.ReaderPage;
import org.ostrichml.report.ReaderReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "attack-reader",
    description = "Distract a model that answers questions by what is added to its paragraphs.",
    footer = {
      "",
      "addsent adds the worst for the reader of several sentences that resemble an",
      "answer but tell of something else; addonesent adds one of them unseen; addany",
      "adds words that a search along the gradient finds. Writes report.json,",
      "report.html, and altered.json: the data with what was added.",
      "",
      "Example:",
      "  ostrich attack-reader --model saved_models/reader \\",
      "    --data saved_models/reader/samples/paragraphs.json"
    })
final class AttackReaderCommand implements Callable<Integer> {
  /** So many questions are read at a time: with their candidates they fill whole batches. */
  private static final int TOGETHER = 24;

  /** How many sentences addsent tries where nothing else is said. */
  private static final int SENTENCES = 10;

  /** From which part of unknown words on the reader is out of its depth. */
  private static final double MANY_UNKNOWN = 0.3;

  @Spec private CommandSpec spec;
  @Mixin private ModelArguments arguments;
  @Mixin private OutputArguments output;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE.json",
      description = "Paragraphs and questions, as SQuAD's JSON holds them.")
  private Path data;

  @Option(
      names = "--method",
      defaultValue = "addsent",
      paramLabel = "addsent|addonesent|addany",
      description = "How what is added is chosen (default: ${DEFAULT-VALUE}).")
  private ReaderMethod method;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Ask the first N questions only (default: all).")
  private Integer limit;

  @Option(
      names = "--candidates",
      paramLabel = "K",
      description =
          "How many sentences addsent tries for a question (default: "
              + SENTENCES
              + "), or words addany in a round (default: "
              + AddAny.CANDIDATES
              + ").")
  private Integer candidates;

  @Option(
      names = "--words",
      defaultValue = "" + AddAny.WORDS,
      paramLabel = "N",
      description = "How many words addany adds (default: ${DEFAULT-VALUE}).")
  private int words;

  @Option(
      names = "--rounds",
      defaultValue = "" + AddAny.ROUNDS,
      paramLabel = "N",
      description = "How many rounds addany searches at most (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Of the sentences and words (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    Squad squad = squad();
    Distractor distractor = distractor();
    try (Reader reader = arguments.loadReader()) {
      List<Example> examples = squad.examples();
      reader.check(examples);
      output.check();
      Terminal.notes(reader.model());
      note(reader, examples);
      List<Distraction> found = new ArrayList<>();
      try (ProgressBar progress = Terminal.progress("reading", examples.size())) {
        int step = method == ReaderMethod.ADDANY ? 1 : TOGETHER;
        for (int from = 0; from < examples.size(); from += step) {
          int to = Math.min(from + step, examples.size());
          found.addAll(distractor.distract(reader, examples.subList(from, to)));
          progress.stepTo(to);
        }
      }
      ReaderReport report =
          ReaderReport.of(
              arguments.model.toString(),
              reader.model().device().toString(),
              data.toString(),
              method.name().toLowerCase(Locale.ROOT),
              seed,
              found);
      write(report, squad.withAdded(sentences(found)));
      return report.after().f1() < report.before().f1() ? Main.DONE : Main.NOT_REACHED;
    }
  }

  private Squad squad() {
    if (limit != null && limit < 1) {
      throw new OstrichException("Give at least 1 question as the --limit.");
    }
    Squad squad = Squad.read(data);
    if (squad.unanswerable() > 0) {
      System.err.printf(
          "ostrich: %d questions that their paragraphs do not answer are left out.%n",
          squad.unanswerable());
    }
    return limit == null ? squad : squad.first(limit);
  }

  private Distractor distractor() {
    if (method == ReaderMethod.ADDONESENT && candidates != null) {
      throw new OstrichException(
          "addonesent tries one sentence for a question: leave --candidates out, or choose --method addsent.");
    }
    return switch (method) {
      case ADDSENT -> new WorstSentence(candidates == null ? SENTENCES : candidates, seed);
      case ADDONESENT -> new WorstSentence(1, seed);
      case ADDANY ->
          new AddAny(words, rounds, candidates == null ? AddAny.CANDIDATES : candidates, seed);
    };
  }

  private void note(Reader reader, List<Example> examples) {
    double unknown = reader.unknownShare(examples);
    if (unknown > MANY_UNKNOWN) {
      System.err.printf(
          Locale.ROOT,
          "ostrich: %.0f%% of the words of %s are not in the vocabulary: what the reader answers may mean little.%n",
          100 * unknown,
          data);
    }
  }

  private static Map<String, String> sentences(List<Distraction> found) {
    Map<String, String> sentences = new HashMap<>();
    for (Distraction each : found) {
      if (each.sentence() != null) {
        sentences.put(each.example().id(), each.sentence());
      }
    }
    return sentences;
  }

  private void write(ReaderReport report, Squad altered) {
    altered.write(output.folder.resolve("altered.json"));
    ReaderPage.of(report, TypedCommand.of(spec)).write(output.folder.resolve(OutputFolders.PAGE));
    output.report(
        report,
        String.format(
            Locale.ROOT,
            """
            %s: %d questions, nothing to add for %d
            F1           %5.1f before, %5.1f after
            exact match  %5.1f before, %5.1f after
            %.1f forward and %.1f backward passes a question
            written to %s""",
            report.method(),
            report.questions(),
            report.unchanged(),
            report.before().f1(),
            report.after().f1(),
            report.before().exactMatch(),
            report.after().exactMatch(),
            (double) report.forward() / report.questions(),
            (double) report.backward() / report.questions(),
            output.folder));
  }
}
