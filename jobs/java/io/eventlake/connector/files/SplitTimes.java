package io.eventlake.connector.files;

import org.apache.flink.connector.file.src.FileSourceSplit;

/**
 * What is known of the times of a file's first events, epoch milliseconds. It travels with the
 * split, and into its state, as the name of a host, for which Flink's form of a split has room and
 * a whole file has no use.
 */
final class SplitTimes {

  /** Of a file that was not looked into, or shows no event in its first lines. */
  static final SplitTimes UNKNOWN = new SplitTimes(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  private static final String PREFIX = "times:";

  /** The time in the middle of the first events: by it files are ordered. */
  final long middle;

  /** The earliest of the first events: what comes of the file, comes from there on. */
  final long earliest;

  /** The earliest of the files that waited when this one was handed out. */
  final long hold;

  SplitTimes(long middle, long earliest, long hold) {
    this.middle = middle;
    this.earliest = earliest;
    this.hold = hold;
  }

  /** The times that a split has with it; null where nobody looked yet. */
  static SplitTimes of(FileSourceSplit split) {
    for (String host : split.hostnames()) {
      if (host.startsWith(PREFIX)) {
        String[] times = host.substring(PREFIX.length()).split(",", -1);
        return new SplitTimes(
            Long.parseLong(times[0]), Long.parseLong(times[1]), Long.parseLong(times[2]));
      }
    }

    return null;
  }

  /** What the watermark must not pass while the split is read; {@link Long#MAX_VALUE} for none. */
  static long hold(FileSourceSplit split) {
    SplitTimes times = of(split);
    return times == null ? Long.MAX_VALUE : times.hold;
  }

  SplitTimes withHold(long newHold) {
    return new SplitTimes(middle, earliest, newHold);
  }

  /** The split with these times. */
  FileSourceSplit with(FileSourceSplit split) {
    return new FileSourceSplit(
        split.splitId(),
        split.path(),
        split.offset(),
        split.length(),
        split.fileModificationTime(),
        split.fileSize(),
        new String[] {PREFIX + middle + "," + earliest + "," + hold},
        split.getReaderPosition().orElse(null));
  }
}
