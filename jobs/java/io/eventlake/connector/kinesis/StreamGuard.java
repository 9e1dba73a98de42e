package io.eventlake.connector.kinesis;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Refuses a stream that is not there, and a restored position that lies before what the stream
 * still holds: Kinesis would answer that with its oldest record, and what lies between would be
 * lost without an error.
 *
 * <p>The rule: what has arrived up to a time is known to have been read. If that time is within the
 * stream's retention, everything unread is still there, also on a shard that has been silent for
 * longer; if not, unread records may have been deleted. Sequence numbers cannot tell: a deleted one
 * is answered like one that never was. A shard of which nothing was read has no such time and
 * begins at its oldest record, as at its first start.
 */
final class StreamGuard {

  private static final int SHARDS_NAMED = 5;

  private final StreamLookup streams;

  StreamGuard(StreamLookup streams) {
    this.streams = streams;
  }

  /**
   * Checks before the first read.
   *
   * @param begin time to read from, or null where another position is
   * @throws StreamRefusedException with what is wrong
   */
  void checkStart(StreamName stream, Instant begin) {
    StreamDescription description = describe(stream);
    if (begin != null && begin.isAfter(description.now())) {
      throw new StreamRefusedException(
          "source.initial-timestamp = "
              + begin
              + " is still to come, it is "
              + description.now()
              + " by the clock of Kinesis, which refuses to read from then: correct it, or set"
              + " source.initial-position=latest");
    }
  }

  /**
   * Checks before the first read of a restored job.
   *
   * @param readThroughMillis by shard that is not read to its end: arrival time, epoch
   *     milliseconds, up to which it has been read
   * @throws StreamRefusedException with what would be lost
   */
  void checkRestored(StreamName stream, Map<String, Long> readThroughMillis) {
    StreamDescription description = describe(stream);
    checkSame(stream, description, readThroughMillis);
    checkRetention(stream, description, readThroughMillis);
  }

  private StreamDescription describe(StreamName stream) {
    StreamDescription description =
        streams
            .describe(stream.name())
            .orElseThrow(
                () ->
                    new StreamRefusedException(
                        stream(stream)
                            + " does not exist in region "
                            + stream.region()
                            + ": create it, or correct source.stream and source.region"));
    checkStatus(stream, description);
    checkAccount(stream, description);
    return description;
  }

  private static void checkStatus(StreamName stream, StreamDescription description) {
    // A stream that is being resharded is UPDATING, and can be read.
    if (!description.status().equals("ACTIVE") && !description.status().equals("UPDATING")) {
      throw new StreamRefusedException(
          stream(stream)
              + " is "
              + description.status()
              + " and cannot be read: start again when it is ACTIVE");
    }
  }

  private static void checkAccount(StreamName stream, StreamDescription description) {
    if (stream.arn() != null && !stream.arn().equals(description.arn())) {
      throw new StreamRefusedException(
          "source.stream = '"
              + stream.arn()
              + "' is a stream of another account, the credentials reach "
              + description.arn()
              + ": run the job in the stream's account");
    }
  }

  /** What was read had come into the stream after that was created. */
  private static void checkSame(
      StreamName stream, StreamDescription description, Map<String, Long> readThroughMillis) {
    long createdMillis =
        description.created().minus(ReadProgress.MARGIN).minus(StreamTime.STEP).toEpochMilli();
    Map<String, Long> older = new TreeMap<>(readThroughMillis);
    older.values().removeIf(millis -> millis >= createdMillis);
    if (!older.isEmpty()) {
      throw new StreamRefusedException(
          stream(stream)
              + " was created at "
              + description.created()
              + ", but the restored state is of an older one of that name: what was not read of"
              + " that is gone with it, "
              + shards(older)
              + "; start without state to read the new one from its beginning, and load what is"
              + " missing from an archive with the files source");
    }
  }

  private static void checkRetention(
      StreamName stream, StreamDescription description, Map<String, Long> readThroughMillis) {
    long oldestMillis = description.now().toEpochMilli() - description.retention().toMillis();
    Map<String, Long> expired = new TreeMap<>(readThroughMillis);
    expired.values().removeIf(millis -> millis >= oldestMillis);
    if (expired.isEmpty()) {
      return;
    }

    throw new StreamRefusedException(
        stream(stream)
            + " keeps records for "
            + description.retention().toHours()
            + " h, but the restored state is older: records that arrived before "
            + Instant.ofEpochMilli(oldestMillis)
            + " are gone and would be lost on "
            + shards(expired)
            + "; restore a newer savepoint, or start without state and load the gap from an archive"
            + " with the files source");
  }

  private static String shards(Map<String, Long> expired) {
    String named =
        expired.entrySet().stream()
            .limit(SHARDS_NAMED)
            .map(e -> e.getKey() + " (read up to " + Instant.ofEpochMilli(e.getValue()) + ")")
            .collect(Collectors.joining(", "));
    int more = expired.size() - SHARDS_NAMED;
    return more > 0 ? named + " and " + more + " more shards" : named;
  }

  private static String stream(StreamName stream) {
    return "The Kinesis stream '" + stream.name() + "'";
  }
}
