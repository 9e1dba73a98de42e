package io.eventlake.connector.files;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a name says about a file. */
enum FileNames {
  /** Ends as files of events do, in any case of letters. */
  EVENTS,
  /** Has no ending of its own, as the objects of Firehose: what is in it decides. */
  UNCLEAR,
  /** A writer prepares a file under such a name. */
  HIDDEN,
  OTHER;

  private static final String PACKED = ".gz";

  private static final Pattern EVENT_FILE =
      Pattern.compile(".*\\.(ndjson|jsonl|json)(\\.gz)?", Pattern.DOTALL);

  /** Letters first: what follows the dot of {@code part.1-2026-11-01} is no ending. */
  private static final Pattern WITH_ENDING =
      Pattern.compile(".*\\.[a-z][a-z0-9]{0,9}", Pattern.DOTALL);

  static FileNames of(String name) {
    if (isHidden(name)) {
      return HIDDEN;
    }

    String lower = name.toLowerCase(Locale.ROOT);
    if (EVENT_FILE.matcher(lower).matches()) {
      return EVENTS;
    }

    String unpacked =
        lower.endsWith(PACKED) ? lower.substring(0, lower.length() - PACKED.length()) : lower;
    return WITH_ENDING.matcher(unpacked).matches() ? OTHER : UNCLEAR;
  }

  static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  /** True where the name alone says that the file is gzip. */
  static boolean sayPacked(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(PACKED);
  }
}
