package io.eventlake.operator.session;

import io.eventlake.operator.state.Varint;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The bytes of the ids of a key, format 3: in buckets of one hour each, fingerprint by fingerprint.
 */
final class SeenIdsFormat {

  private SeenIdsFormat() {}

  /** Returns the hour of the last bucket, 0 for none. */
  static int write(SeenIds seen, DataOutputView out) throws IOException {
    int size = seen.size();
    int hour = 0;
    for (int from = 0; from < size; ) {
      int to = from + 1;
      while (to < size && seen.untilHour(to) == seen.untilHour(from)) {
        to++;
      }

      Varint.write(to - from, out);
      Varint.writeSigned((long) seen.untilHour(from) - hour, out);
      hour = seen.untilHour(from);
      for (int i = from; i < to; i++) {
        out.writeLong(seen.fingerprint(i));
      }

      from = to;
    }

    // No bucket is empty.
    Varint.write(0, out);
    return hour;
  }

  /** Returns the hour of the last bucket, 0 for none. */
  static int read(SeenIds seen, DataInputView in) throws IOException {
    int hour = 0;
    for (int ids = (int) Varint.read(in); ids > 0; ids = (int) Varint.read(in)) {
      hour = (int) (hour + Varint.readSigned(in));
      seen.reserve(ids);
      for (int i = 0; i < ids; i++) {
        seen.add(in.readLong(), hour);
      }
    }

    return hour;
  }
}
