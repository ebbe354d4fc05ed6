package org.ostrichml.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ostrichml.evaluate.PictureFormat;

/** How long one FGSM takes from the start of a process to its end, from picture to picture. */
final class ColdContest {
  /** The attack may miss: an untrained model, or noise for a picture. */
  private static final Set<Integer> DONE = Set.of(0, 1);

  private final Setup setup;
  private final Runnable tick;

  ColdContest(Setup setup, Runnable tick) {
    this.setup = setup;
    this.tick = tick;
  }

  /** A process each, in turns. */
  Result of(Job job) {
    Path picture = job.folder().resolve("picture.png");
    PictureFormat.of(job.model(), false).picture(job.subject().data().examples()).write(picture);
    List<Cold> all = new ArrayList<>();
    all.add(new Cold(OurAttack.NAME, ours(job, picture), DONE));
    if (setup.peers().contains(Peer.TF_FUNCTION)) {
      List<String> command = python(job, picture);
      all.add(new Cold(Peer.TF_FUNCTION.toString(), command, Set.of(0)));
    }
    for (int round = 0; round < setup.rounds(); round++) {
      for (Cold each : all) {
        each.turn(job.folder(), setup.timeoutSeconds());
        tick.run();
      }
    }
    return job.result(all.stream().map(Cold::entry).toList(), List.of());
  }

  private List<String> ours(Job job, Path picture) {
    return List.of(
        setup.launcher().toAbsolutePath().toString(),
        "attack",
        "--model=" + job.subject().model(),
        "--image=" + picture,
        "--method=fgsm",
        "--epsilon=" + job.subject().epsilon(),
        "--out=" + job.folder().resolve("out"));
  }

  private List<String> python(Job job, Path picture) {
    return List.of(
        setup.python().toString(),
        Python.script(job.folder()).toString(),
        "cold",
        job.subject().model().toString(),
        String.valueOf(job.model().signature()),
        Float.toString(job.model().bounds().lower()),
        Float.toString(job.model().bounds().upper()),
        picture.toString(),
        Float.toString(job.subject().epsilon()),
        job.folder().resolve("python.png").toString());
  }

  /** One that starts anew each time. */
  private static final class Cold {
    private final String name;
    private final List<String> command;
    private final Set<Integer> good;
    private final List<Double> times = new ArrayList<>();
    private String failure;

    Cold(String name, List<String> command, Set<Integer> good) {
      this.name = name;
      this.command = command;
      this.good = good;
    }

    void turn(Path folder, long timeoutSeconds) {
      if (failure == null) {
        try {
          times.add(Turn.millis(() -> Child.run(command, folder, good, timeoutSeconds)));
        } catch (PeerFailure e) {
          failure = e.getMessage();
        }
      }
    }

    Entry entry() {
      return failure == null
          ? Entry.timed(name, Timing.ofAlike(times), null, null)
          : Entry.failed(name, failure);
    }
  }
}
