package io.eventlake.cli.progress;

/** Which of the process's streams a person looks at; the launcher says so. */
public final class Terminal {

  /** The numbers of those streams. */
  static final String PROPERTY = "eventlake.terminal";

  private Terminal() {}

  /** Whether standard input is a terminal. */
  public static boolean isIn() {
    return is("0");
  }

  /** Whether standard output is a terminal. */
  public static boolean isOut() {
    return is("1");
  }

  /** Whether standard error is one. */
  public static boolean isErr() {
    return is("2");
  }

  private static boolean is(String stream) {
    String streams = System.getProperty(PROPERTY);
    return streams == null ? System.console() != null : streams.contains(stream);
  }
}
