package io.eventlake.lake.check;

import io.eventlake.config.SourceOptions;
import io.eventlake.connector.kinesis.IncomingRecords;
import io.eventlake.connector.kinesis.StreamUnreachableException;
import io.eventlake.lake.check.LakeCheck.Level;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The check whether the lake was handed every record that its stream took, by the stream's own
 * count (ADR 14).
 */
final class StreamRecords {

  static final String NAME = "stream-records";

  /** For how long Kinesis may be late with its count, and a job with what it read. */
  private static final Duration DELAY = Duration.ofMinutes(15);

  private static final int HOURS_TOLD = 5;

  private final SourceOptions source;
  private final Instant now;
  private final CheckResult passed;

  StreamRecords(SourceOptions source, Clock clock) {
    this.source = source;
    this.now = clock.instant();
    this.passed =
        CheckResult.passed(
            TableName.RECORD_COUNTS,
            NAME,
            "the lake was handed as many records as its stream took, in whole hours");
  }

  /** Before it nothing is compared, since Kinesis's count is not kept by the minute for longer. */
  Instant oldest() {
    return now.minus(IncomingRecords.KEPT);
  }

  /**
   * Compares; where that cannot be done, the result warns and says why.
   *
   * @param read the time before which all is in the lake
   */
  CheckResult check(HandedOver lake, Instant read) {
    Instant late = now.minus(DELAY);
    WholeHours hours = lake.whole(read.isBefore(late) ? read : late);
    try (IncomingRecords stream = new IncomingRecords(source)) {
      if (hours.isEmpty()) {
        return skipped(
            "no whole hour lies between the first record that was counted as handed over and the"
                + " last of which the lake has all before it; check again in some hours");
      }

      NavigableMap<Instant, Long> taken =
          stream.byMinute(hours.from.minus(WholeHours.EDGE), hours.until.plus(WholeHours.EDGE));
      return taken.isEmpty()
          ? skipped(
              "CloudWatch has no IncomingRecords of the stream '"
                  + stream.stream()
                  + "' for "
                  + hours
                  + "; check source.stream and source.region")
          : compare(hours, taken, lake.byMinute());
    } catch (StreamUnreachableException e) {
      return skipped(e.getMessage());
    }
  }

  private CheckResult skipped(String why) {
    return passed.but(Level.WARN, 0, "Not compared: " + why);
  }

  private CheckResult compare(
      WholeHours hours, NavigableMap<Instant, Long> taken, NavigableMap<Instant, Long> handedOver) {
    WholeHours fewer = hours.largestExcess(taken, handedOver);
    WholeHours more = hours.largestExcess(handedOver, taken);
    String differences =
        Stream.of(tell(fewer, taken, handedOver, "fewer"), tell(more, taken, handedOver, "more"))
            .filter(told -> !told.isEmpty())
            .collect(Collectors.joining("\n  "));
    if (!fewer.isEmpty()) {
      return passed.but(
          Level.FAIL,
          fewer.sum(taken) - fewer.sum(handedOver),
          differences
              + "\n  Records are missing unless a shard is behind (millisBehindLatest). While the"
              + " stream keeps them, backfill from a savepoint before these hours reads them once"
              + " more; later an archive of the stream has them.");
    }

    if (!more.isEmpty()) {
      return passed.but(
          Level.WARN,
          more.sum(handedOver) - more.sum(taken),
          differences
              + "\n  Something else than this stream was read into the lake, or the stream twice,"
              + " of which audit says whether rows are there twice.");
    }

    return passed;
  }

  private static String tell(
      WholeHours run,
      NavigableMap<Instant, Long> taken,
      NavigableMap<Instant, Long> handedOver,
      String fewerOrMore) {
    if (run.isEmpty()) {
      return "";
    }

    // Those with most to tell first: a record between two hours is a difference of either, too.
    List<WholeHours> different =
        run.each().stream()
            .filter(hour -> hour.sum(taken) != hour.sum(handedOver))
            .sorted(
                Comparator.comparingLong(hour -> -Math.abs(hour.sum(taken) - hour.sum(handedOver))))
            .collect(Collectors.toList());
    String hours =
        different.stream()
            .limit(HOURS_TOLD)
            .map(hour -> "\n  " + numbers(hour, taken, handedOver))
            .collect(Collectors.joining());
    int left = different.size() - HOURS_TOLD;
    return "The lake was handed "
        + fewerOrMore
        + " records than the stream took, "
        + numbers(run, taken, handedOver)
        + (run.count() == 1 ? "" : ", most of it:" + hours)
        + (left > 0 ? "\n  and " + left + " hours more" : "");
  }

  private static String numbers(
      WholeHours hours, NavigableMap<Instant, Long> taken, NavigableMap<Instant, Long> handedOver) {
    return hours + ": taken " + hours.sum(taken) + ", handed over " + hours.sum(handedOver);
  }
}
