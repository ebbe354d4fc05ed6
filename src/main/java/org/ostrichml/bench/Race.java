package org.ostrichml.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ostrichml.data.Batch;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.model.TargetModel;

/** Times attacks of all contestants in turns, so that what else the machine does hits all alike. */
final class Race {
  private final Setup setup;
  private final Runnable tick;

  /**
   * A race.
   *
   * @param tick called after every turn
   */
  Race(Setup setup, Runnable tick) {
    this.setup = setup;
    this.tick = tick;
  }

  /** Has everybody do a work. */
  Result of(Work work) {
    Subjects subjects = new Subjects(setup);
    try (Folder folder = Folder.create()) {
      Path path = subjects.model(work, folder.path());
      try (TargetModel model = TargetModel.load(path)) {
        model.requireClasses();
        Subject subject = subjects.of(work, path, model);
        List<Run> runs = new ArrayList<>(List.of(new Run(new OurAttack(model, subject))));
        if (setup.peers().isEmpty()) {
          rounds(runs);
        } else {
          PeerInput input = PeerInput.write(model, subject, folder.path());
          withPeers(runs, subject, input, folder.path());
        }
        return new Verdict(subject, examples -> classes(model, subject, examples))
            .of(work.toString(), task(work, path), runs);
      }
    }
  }

  private void withPeers(List<Run> runs, Subject subject, PeerInput input, Path folder) {
    try (Python python = Python.start(setup.python(), folder, setup.timeoutSeconds())) {
      String failure = null;
      try {
        PeerAttack.load(python, subject, input);
      } catch (PeerFailure e) {
        failure = e.getMessage();
      }
      for (Peer peer : setup.peers()) {
        Run run = new Run(new PeerAttack(peer, python, folder.resolve(peer + ".npy")));
        runs.add(run);
        if (failure != null) {
          run.fail(failure);
        }
      }
      rounds(runs);
    }
  }

  private void rounds(List<Run> runs) {
    for (int round = 0; round < setup.rounds(); round++) {
      for (Run run : runs) {
        run.turn();
        tick.run();
      }
    }
  }

  private static int[] classes(TargetModel model, Subject subject, Batch examples) {
    List<Batch> seen = new ArrayList<>();
    for (int from = 0; from < examples.size(); from += subject.batch()) {
      int to = Math.min(from + subject.batch(), examples.size());
      seen.add(model.predict(examples.slice(from, to)));
    }
    return Prediction.classes(Batch.concat(seen));
  }

  private static String task(Work work, Path path) {
    return work.need() == Work.Need.MODEL || work.need() == Work.Need.PHOTOS
        ? path.getFileName() + ": " + work.task()
        : work.task();
  }
}
