package io.eventlake.connector.files;

import io.eventlake.event.RawRecord;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

/** Some records of a file, read at once and given one by one. */
public final class RecordBatch implements BulkFormat.RecordIterator<RawRecord> {

  private final Queue<RecordAndPosition<RawRecord>> records = new ArrayDeque<>();

  /**
   * Adds a record with the position behind it, as {@link RecordAndPosition} has it.
   *
   * @param offset from which reading goes on
   * @param recordsAfter how many records from there were read already
   */
  public void add(RawRecord record, long offset, long recordsAfter) {
    records.add(new RecordAndPosition<>(record, offset, recordsAfter));
  }

  public int size() {
    return records.size();
  }

  @Override
  public RecordAndPosition<RawRecord> next() {
    return records.poll();
  }

  @Override
  public void releaseBatch() {
    records.clear();
  }
}
