package org.ostrichml.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How much memory a process takes that loads a model and attacks once. */
final class MemoryContest {
  private static final double MEGABYTE = 1e6;

  private final Setup setup;
  private final Runnable tick;

  MemoryContest(Setup setup, Runnable tick) {
    this.setup = setup;
    this.tick = tick;
  }

  /** A process each, one after the other. */
  Result of(Job job) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.memory(OurAttack.NAME, () -> ours(job)));
    tick.run();
    if (setup.peers().contains(Peer.TF_FUNCTION)) {
      entries.add(Entry.memory(Peer.TF_FUNCTION.toString(), () -> loop(job)));
      tick.run();
    }
    return job.result(entries, List.of());
  }

  private double ours(Job job) {
    Path out = job.folder().resolve("bytes");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(OneAttack.class.getName());
    command.addAll(List.of(job.subject().model().toString(), job.input().images().toString()));
    command.addAll(
        List.of(job.input().labels().toString(), Float.toString(job.subject().epsilon())));
    command.addAll(List.of(Integer.toString(job.subject().steps()), out.toString()));
    Child.run(command, job.folder(), Set.of(0), setup.timeoutSeconds());
    try {
      return Long.parseLong(Files.readString(out)) / MEGABYTE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double loop(Job job) {
    try (Python python = new Python(setup, job.folder(), PeerAttack.load(job))) {
      new PeerAttack(
              Peer.TF_FUNCTION, python, job.subject().steps(), job.folder().resolve("loop.npy"))
          .attack(Turn.ONCE);
      return python.ask(Python.request("memory")).get("bytes").getAsLong() / MEGABYTE;
    }
  }
}
