package io.eventlake.connector.files;

import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes records of a file's lines, in batches that are bounded by count and by bytes (design:
 * semantics, section 2: file and line number are the identity).
 */
final class NdjsonReader implements BulkFormat.Reader<RawRecord> {

  private static final Logger LOG = LoggerFactory.getLogger(NdjsonReader.class);

  private static final int BATCH_RECORDS = 512;
  private static final int BATCH_BYTES = 1 << 20;

  private final String file;
  private final long modifiedMillis;
  private final LineReader lines;

  NdjsonReader(FileSourceSplit split, LineReader lines) {
    this.file = split.splitId();
    this.modifiedMillis = split.fileModificationTime();
    this.lines = lines;
  }

  /** The next records, or null at the end of the file. */
  @Override
  public BulkFormat.RecordIterator<RawRecord> readBatch() throws IOException {
    Batch batch = new Batch();
    long bytes = 0;
    while (batch.records.size() < BATCH_RECORDS && bytes < BATCH_BYTES && lines.next()) {
      RawRecord record = record();
      bytes += record.payload.length;
      batch.records.add(new RecordAndPosition<>(record, lines.offset(), lines.lineNumber()));
    }

    return batch.records.isEmpty() ? null : batch;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private RawRecord record() {
    RawRecord record =
        new RawRecord(
            lines.line(), file, Long.toString(lines.lineNumber()), 0, modifiedMillis, false);
    record.payloadBytes = lines.lineBytes();
    if (lines.damage() != null) {
      record.faultReason = RejectReason.DAMAGED_FILE;
      record.fault =
          "The file is damaged: "
              + lines.damage()
              + ". Nothing was read behind line "
              + (lines.lineNumber() - 1)
              + ", which may be cut off itself: mend the file and give what is missing under another"
              + " name.";
      LOG.error("{}: {}", file, record.fault);
    }

    return record;
  }

  private static final class Batch implements BulkFormat.RecordIterator<RawRecord> {

    private final Queue<RecordAndPosition<RawRecord>> records = new ArrayDeque<>();

    @Override
    public RecordAndPosition<RawRecord> next() {
      return records.poll();
    }

    @Override
    public void releaseBatch() {
      records.clear();
    }
  }
}
