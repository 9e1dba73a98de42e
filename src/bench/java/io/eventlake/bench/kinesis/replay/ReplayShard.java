package io.eventlake.bench.kinesis.replay;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A shard whose records are all written, and arrive by the clock. Only the index is mapped into
 * memory; records are read from their file when they are asked for.
 */
final class ReplayShard implements Closeable {

  private static final int NEWLINE_BYTES = 1;

  private final String id;
  private final long zeroMillis;
  private final ByteBuffer index;
  private final int count;
  private final FileChannel records;

  /**
   * @param zeroMillis when the stream begins, epoch milliseconds
   */
  ReplayShard(Path directory, int number, long zeroMillis) throws IOException {
    this.id = ReplayFiles.shardId(number);
    this.zeroMillis = zeroMillis;
    try (FileChannel channel = FileChannel.open(ReplayFiles.index(directory, number))) {
      index = channel.map(MapMode.READ_ONLY, 0, channel.size());
    }

    count = index.capacity() / ReplayFiles.ENTRY_BYTES;
    records = FileChannel.open(ReplayFiles.records(directory, number), StandardOpenOption.READ);
  }

  String id() {
    return id;
  }

  /** How many records are there at a time; they are numbered from 0. */
  int arrivedBy(long millis) {
    int from = 0;
    int to = count;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (arrivalMillis(middle) <= millis) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }

    return from;
  }

  /** When a record arrives, epoch milliseconds. */
  long arrivalMillis(int record) {
    return zeroMillis + index.getLong(record * ReplayFiles.ENTRY_BYTES);
  }

  int bytes(int record) {
    return (int) (end(record) - start(record));
  }

  /** The lines of successive records, line breaks between them. */
  byte[] read(int from, int to) throws IOException {
    if (from == to) {
      return new byte[0];
    }

    long position = start(from);
    ByteBuffer lines = ByteBuffer.allocate((int) (end(to - 1) - position));
    while (lines.hasRemaining()) {
      int read = records.read(lines, position + lines.position());
      if (read < 0) {
        throw new EOFException(id + " ends before its record " + (to - 1));
      }
    }

    return lines.array();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private long start(int record) {
    return record == 0 ? 0 : end(record - 1) + NEWLINE_BYTES;
  }

  private long end(int record) {
    return index.getLong(record * ReplayFiles.ENTRY_BYTES + Long.BYTES);
  }
}
