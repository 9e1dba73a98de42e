package io.eventlake.connector.files;

import io.eventlake.event.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * Opens a file of lines at its start or where a checkpoint left it.
 *
 * <p>A position is (bytes of the unpacked file that were read, lines that were read): both are
 * needed, as a line number can not be told from an offset.
 */
final class NdjsonFormat implements BulkFormat<RawRecord, FileSourceSplit> {

  private static final long serialVersionUID = 1L;

  private final int maxRecordBytes;

  NdjsonFormat(int maxRecordBytes) {
    this.maxRecordBytes = maxRecordBytes;
  }

  @Override
  public NdjsonReader createReader(Configuration config, FileSourceSplit split) throws IOException {
    return open(split, 0, 0);
  }

  @Override
  public NdjsonReader restoreReader(Configuration config, FileSourceSplit split)
      throws IOException {
    CheckpointedPosition position =
        split.getReaderPosition().orElse(new CheckpointedPosition(0, 0));
    return open(split, position.getOffset(), position.getRecordsAfterOffset());
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }

  private NdjsonReader open(FileSourceSplit split, long offset, long lines) throws IOException {
    FSDataInputStream file = split.path().getFileSystem().open(split.path());
    try {
      InputStream bytes =
          split.splitId().endsWith(".gz") ? unpacked(file, offset) : at(file, offset);
      return new NdjsonReader(split, new LineReader(bytes, maxRecordBytes, offset, lines));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static InputStream at(FSDataInputStream file, long offset) throws IOException {
    file.seek(offset);
    return file;
  }

  private static InputStream unpacked(FSDataInputStream file, long offset) throws IOException {
    if (offset == LineReader.PAST_DAMAGE) {
      return InputStream.nullInputStream();
    }

    GzipStream unpacked = new GzipStream(file);
    unpacked.skipFully(offset);
    return unpacked;
  }
}
