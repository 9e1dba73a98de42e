package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.CurrentTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** What the clock said when the statement was read; the session's zone is UTC. */
final class Now {

  /** Digits of the second, unless the statement says how many. */
  private static final int DIGITS = 3;

  private Now() {}

  static Typed print(CurrentTime node, Reading reading) {
    int digits = node.getPrecision() == null ? DIGITS : Math.min(node.getPrecision(), 9);
    Instant now = TimeConstants.cut(reading.now(), digits);
    LocalDateTime local = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    switch (node.getFunction()) {
      case DATE:
        return Typed.of("DATE '" + local.toLocalDate() + "'", Kind.DATE);
      case TIMESTAMP:
        return written(TimeConstants.zoned(now), digits);
      case LOCALTIMESTAMP:
        return written(TimeConstants.timestamp(local), digits);
      case LOCALTIME:
        return TimeConstants.time(local.toLocalTime());
      default:
        throw reading.wrong(
            node, "times of day have no zone here; write LOCALTIME, which is in UTC");
    }
  }

  /** The function {@code now()}. */
  static Typed timestamp(Reading reading) {
    return TimeConstants.zoned(TimeConstants.cut(reading.now(), DIGITS));
  }

  private static Typed written(Typed now, int digits) {
    return Typed.of(now.sql(), ValueType.written(now.kind(), digits));
  }
}
