package org.ostrichml.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Times the attacks of all contestants in turns, so that what else the machine does hits all alike.
 */
final class AttackContest {
  private final Setup setup;
  private final Runnable tick;

  /**
   * A contest.
   *
   * @param tick called after every turn
   */
  AttackContest(Setup setup, Runnable tick) {
    this.setup = setup;
    this.tick = tick;
  }

  /** Has all of them do a work. */
  Result of(Job job) {
    Subject subject = job.subject();
    List<Run> runs = new ArrayList<>(List.of(new Run(new OurAttack(job.model(), subject))));
    try (Python python = new Python(setup, job.folder(), PeerAttack.load(job))) {
      for (Peer peer : setup.peers()) {
        Path out = job.folder().resolve(peer + ".npy");
        runs.add(new Run(new PeerAttack(peer, python, subject.steps(), out)));
      }
      rounds(runs);
      runs.forEach(run -> run.finish(subject.data().examples()));
    }
    return new Verdict(job).of(runs);
  }

  private void rounds(List<Run> runs) {
    for (int round = 0; round < setup.rounds(); round++) {
      for (Run run : runs) {
        run.turn();
        tick.run();
      }
    }
  }
}
