package org.ostrichml.bench;

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
    Run ours = new Run(new OurAttack(job.model(), job.subject()));
    List<Run> runs = setup.peers().isEmpty() ? rounds(List.of(ours)) : withPeers(ours, job);
    runs.forEach(run -> run.finish(job.subject().data().examples()));
    return new Verdict(job).of(runs);
  }

  private List<Run> withPeers(Run ours, Job job) {
    List<Run> runs = new ArrayList<>(List.of(ours));
    try (Python python = Python.start(setup.python(), job.folder(), setup.timeoutSeconds())) {
      for (Peer peer : setup.peers()) {
        runs.add(new Run(new PeerAttack(peer, python, job.folder().resolve(peer + ".npy"))));
      }
      try {
        PeerAttack.load(python, job);
      } catch (PeerFailure e) {
        runs.subList(1, runs.size()).forEach(run -> run.fail(e.getMessage()));
      }
      return rounds(runs);
    }
  }

  private List<Run> rounds(List<Run> runs) {
    for (int round = 0; round < setup.rounds(); round++) {
      for (Run run : runs) {
        run.turn();
        tick.run();
      }
    }
    return runs;
  }
}
