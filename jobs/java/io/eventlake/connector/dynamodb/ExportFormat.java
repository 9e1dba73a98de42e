package io.eventlake.connector.dynamodb;

import io.eventlake.connector.files.RecordBatch;
import io.eventlake.event.RawRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;

/**
 * The items of an export's data files as records, file and line as their identity. A file that is
 * not what the manifest says fails the job at its end: what was read of it must not be kept.
 */
final class ExportFormat implements BulkFormat<RawRecord, FileSourceSplit> {

  private static final long serialVersionUID = 1L;

  private static final int BATCH_RECORDS = 512;
  private static final int BATCH_BYTES = 1 << 20;

  private final Map<String, ExportFile> files = new HashMap<>();
  private final int maxItemBytes;

  ExportFormat(List<ExportFile> files, int maxItemBytes) {
    files.forEach(file -> this.files.put(file.path().toString(), file));
    this.maxItemBytes = maxItemBytes;
  }

  @Override
  public Reader createReader(Configuration config, FileSourceSplit split) {
    ExportFile file = files.get(split.path().toString());
    return new Reader(file, ExportLines.open(file, maxItemBytes));
  }

  /** Only batches read an export so, and they have no checkpoints. */
  @Override
  public Reader restoreReader(Configuration config, FileSourceSplit split) throws IOException {
    throw new IOException("a file of an export is read from its start: " + split.path());
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }

  /** Of one file. */
  static final class Reader implements BulkFormat.Reader<RawRecord> {

    private final ExportFile file;
    private final ExportLines lines;

    private Reader(ExportFile file, ExportLines lines) {
      this.file = file;
      this.lines = lines;
    }

    @Override
    public BulkFormat.RecordIterator<RawRecord> readBatch() throws IOException {
      RecordBatch batch = new RecordBatch();
      long bytes = 0;
      while (batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES && lines.next()) {
        RawRecord record =
            new RawRecord(
                lines.line(),
                file.path().toString(),
                Long.toString(lines.lineNumber()),
                0,
                0,
                false);
        record.payloadBytes = lines.lineBytes();
        bytes += record.payload.length;
        batch.add(record, lines.lineNumber(), 0);
      }

      return batch.size() == 0 ? null : batch;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
