package io.eventlake.connector.files;

/** A file or directory that is not read, and why. */
final class LeftOut {

  /** Why, in words that follow on a name. */
  enum Why {
    HIDDEN("hidden, its name begins with . or _", false),
    OTHER_ENDING("its ending is none of .ndjson, .jsonl, .json, plain or .gz", false),
    NO_EVENTS("its name has no ending and its content does not begin as JSON does", false),
    SAME_FILE("the same file is read under another name", false),
    DANGLING("a link to nothing, or in a circle", true),
    NO_FILE("no file but a pipe, a socket or a device", true),
    UNREADABLE("it cannot be read", true),
    BAD_NAME("its name holds a backslash or is no text, give it another", true);

    final String words;

    /** True where someone wants to mend it. */
    final boolean warned;

    Why(String words, boolean warned) {
      this.words = words;
      this.warned = warned;
    }
  }

  /** Relative to the directory that is read, without control characters. */
  final String name;

  final Why why;

  /** What else there is to say, or empty. */
  final String detail;

  LeftOut(String name, Why why, String detail) {
    this.name = printable(name);
    this.why = why;
    this.detail = printable(detail);
  }

  @Override
  public String toString() {
    return name + " (" + why.words + (detail.isEmpty() ? "" : ", " + detail) + ")";
  }

  /** A name may hold anything but may not write lines of a log. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]", "?");
  }
}
