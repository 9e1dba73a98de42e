package io.eventlake.job;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What a run tells of itself to other commands of its owner, as properties. */
public final class LiveStatus {

  /** Address of Flink's web UI with the token that opens it; absent without one. */
  public static final String WEB_UI = "web-ui";

  /** Milliseconds that the stream is ahead; absent where the source does not say. */
  public static final String BEHIND_MILLIS = "behind-millis";

  /** The last checkpoint that was completed by this run; absent before the first. */
  public static final String CHECKPOINT = "checkpoint";

  private LiveStatus() {}

  static String of(String webUi) {
    Properties status = new Properties();
    if (webUi != null) {
      status.setProperty(WEB_UI, webUi);
    }

    put(status, BEHIND_MILLIS, LocalMetrics.max("millisBehindLatest", ""), 0);
    put(status, CHECKPOINT, LocalMetrics.max("lastCompletedCheckpointId", ""), 1);
    StringWriter text = new StringWriter();
    try {
      status.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return text.toString();
  }

  static Map<String, String> read(String text) {
    Properties status = new Properties();
    try {
      status.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    Map<String, String> told = new TreeMap<>();
    status.stringPropertyNames().forEach(name -> told.put(name, status.getProperty(name)));
    return told;
  }

  private static void put(Properties status, String name, long value, long least) {
    if (value >= least) {
      status.setProperty(name, Long.toString(value));
    }
  }
}
