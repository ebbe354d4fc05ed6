package org.ostrichml.model;

/** TensorFlow's errors in one line, for people. */
public final class TensorFlowMessages {
  private TensorFlowMessages() {}

  /** The first line of an error's message, without the trail of nodes TensorFlow adds. */
  public static String firstLine(Throwable error) {
    String message =
        String.valueOf(error.getMessage()).lines().findFirst().orElse("no reason given");
    return message.replaceAll("\\s*\\[\\[\\{\\{.*", "").replaceAll("[.\\s]+$", "") + ".";
  }
}
