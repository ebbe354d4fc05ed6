package org.ostrichml.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.TargetModel;

/**
 * Where messages and progress go. The launcher hands over the user's standard error under another
 * number, 0, because it filters what TensorFlow's native code writes to number 2; and it says
 * whether a person is watching.
 */
final class Terminal {
  private static final String STANDARD_ERROR = "OSTRICH_STDERR";
  private static final String WATCHED = "OSTRICH_PROGRESS";
  private static final int REFRESH_MILLIS = 200;
  private static final long MEGABYTE = 1_000_000;

  private Terminal() {}

  /** Standard error as the user sees it. */
  static PrintStream standardError() {
    boolean launched = "0".equals(System.getenv(STANDARD_ERROR));
    FileDescriptor number = launched ? FileDescriptor.in : FileDescriptor.err;
    return new PrintStream(new FileOutputStream(number), true, StandardCharsets.UTF_8);
  }

  /** Says on standard error what had to be assumed of a model, and what slows it down. */
  static void notes(TargetModel model) {
    model.notes().forEach(note -> System.err.println("ostrich: " + note));
    NativeKernels.warning().ifPresent(warning -> System.err.println("ostrich: " + warning));
  }

  /** A progress bar on standard error; an invisible one when nobody is watching. */
  static ProgressBar progress(String task, long total) {
    return bar(new ProgressBarBuilder(), task, total);
  }

  /** As {@link #progress}, for the bytes of a file. */
  static ProgressBar download(String file, long bytes) {
    return bar(new ProgressBarBuilder().setUnit(" MB", MEGABYTE).showSpeed(), file, bytes);
  }

  private static ProgressBar bar(ProgressBarBuilder bar, String task, long total) {
    ProgressBarBuilder builder =
        bar.setTaskName(task)
            .setInitialMax(total)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .clearDisplayOnFinish();
    return isWatched()
        ? builder
            .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(System.err))
            .build()
        : builder.setConsumer(new Silence()).build();
  }

  /** Makes room on the line of a progress bar for a line of results. */
  static void clearProgress() {
    if (isWatched()) {
      System.err.print("\r\033[K");
    }
  }

  private static boolean isWatched() {
    return "1".equals(System.getenv(WATCHED));
  }

  /** Swallows progress. */
  private static final class Silence implements me.tongfei.progressbar.ProgressBarConsumer {
    private static final int ANY_WIDTH = 80;

    @Override
    public int getMaxRenderedLength() {
      return ANY_WIDTH;
    }

    @Override
    public void accept(String rendered) {}

    @Override
    public void close() {}
  }
}
