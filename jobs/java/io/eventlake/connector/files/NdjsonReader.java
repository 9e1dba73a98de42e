package io.eventlake.connector.files;

import io.eventlake.event.RawRecord;
import java.io.IOException;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
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
  private final long holdMillis;
  private final LineReader lines;
  private final WholeFile whole;

  NdjsonReader(FileSourceSplit split, LineReader lines, WholeFile whole) {
    this.file = ChangeSplit.file(split);
    this.modifiedMillis = split.fileModificationTime();
    this.holdMillis = SplitTimes.hold(split);
    this.lines = lines;
    this.whole = whole;
  }

  /**
   * The next records, or null at the end of the file.
   *
   * @throws FileChangedException when the file is not what was found, and that is an error
   */
  @Override
  public BulkFormat.RecordIterator<RawRecord> readBatch() throws IOException {
    RecordBatch batch = new RecordBatch();
    long bytes = 0;
    while (batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES && lines.next()) {
      RawRecord record = record();
      bytes += record.payload.length;
      batch.add(record, lines.offset(), lines.lineNumber());
      if (record.fault != null) {
        LOG.error("{}: {}", LeftOut.printable(file), record.fault);
      }
    }

    if (batch.size() > 0) {
      return batch;
    }

    whole.requireUnchangedAtEnd();
    return null;
  }

  /** The next record, or null at the end of the file. */
  RawRecord next() throws IOException {
    return lines.next() ? record() : null;
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
    record.holdMillis = holdMillis;
    DamagedFileException damage = lines.damage();
    if (damage != null) {
      record.faultReason = damage.reason();
      record.fault = damage.sentence(lines.lineNumber() - 1);
    }

    return record;
  }
}
