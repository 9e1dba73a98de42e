package io.eventlake.connector.files;

import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * Opens a file of lines at its start or where a checkpoint left it; plain or gzip, as its name or
 * its first bytes say.
 *
 * <p>A position is (bytes of the unpacked file that were read, lines that were read): both are
 * needed, as a line number cannot be told from an offset.
 */
final class NdjsonFormat implements BulkFormat<RawRecord, FileSourceSplit> {

  private static final long serialVersionUID = 1L;

  private static final int MAGIC_BYTES = 2;

  /** One before the line of a dead letter that stands for the file as a whole. */
  private static final long BEFORE_THE_FILE = -1;

  private final int maxRecordBytes;
  private final WholeFile.OnChange onChange;

  NdjsonFormat(int maxRecordBytes, WholeFile.OnChange onChange) {
    this.maxRecordBytes = maxRecordBytes;
    this.onChange = onChange;
  }

  @Override
  public NdjsonReader createReader(Configuration config, FileSourceSplit split) throws IOException {
    return open(split);
  }

  /** Opens a file at its start. */
  NdjsonReader open(FileSourceSplit split) throws IOException {
    return open(split, 0, ChangeSplit.isOne(split) ? BEFORE_THE_FILE : 0);
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
    WholeFile whole = new WholeFile(split, onChange);
    InputStream bytes;
    if (offset == LineReader.PAST_DAMAGE) {
      bytes = InputStream.nullInputStream();
    } else if (ChangeSplit.isOne(split)) {
      bytes =
          unreadable(new DamagedFileException(RejectReason.FILE_CHANGED, ChangeSplit.what(split)));
    } else {
      bytes = content(split, whole, offset);
    }

    return new NdjsonReader(split, new LineReader(bytes, maxRecordBytes, offset, lines), whole);
  }

  /** The unpacked file from an offset on. */
  private static InputStream content(FileSourceSplit split, WholeFile whole, long offset)
      throws IOException {
    FSDataInputStream file = null;
    try {
      whole.requireUnchanged(offset);
      file = split.path().getFileSystem().open(split.path());
      return content(file, split, whole, offset);
    } catch (FileNotFoundException e) {
      return toldOrThrown(whole.changed(WholeFile.GONE));
    } catch (EOFException e) {
      close(file);
      return toldOrThrown(whole.changed("holds less than was read of it"));
    } catch (DamagedFileException e) {
      close(file);
      return unreadable(e);
    } catch (IOException e) {
      close(file);
      throw e;
    }
  }

  private static InputStream content(
      FSDataInputStream file, FileSourceSplit split, WholeFile whole, long offset)
      throws IOException {
    byte[] first = file.readNBytes(MAGIC_BYTES);
    boolean packed =
        FileNames.sayPacked(split.splitId())
            || FirstBytes.arePacked(new ByteArrayInputStream(first));
    if (!packed && offset > 0) {
      file.seek(offset);
      return whole.limit(file, offset);
    }

    InputStream all =
        whole.limit(new SequenceInputStream(new ByteArrayInputStream(first), file), 0);
    if (!packed) {
      return all;
    }

    GzipStream unpacked = new GzipStream(all);
    unpacked.skipFully(offset);
    return unpacked;
  }

  private static InputStream toldOrThrown(IOException changed) throws IOException {
    if (changed instanceof DamagedFileException) {
      return unreadable((DamagedFileException) changed);
    }

    throw changed;
  }

  /** A stream that ends with damage before it begins. */
  private static InputStream unreadable(DamagedFileException damage) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw damage;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        throw damage;
      }
    };
  }

  private static void close(FSDataInputStream file) throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
