package io.eventlake.connector.files;

import io.eventlake.connector.files.WholeFile.OnChange;
import io.eventlake.event.RawRecord;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.AbstractFileSource;
import org.apache.flink.connector.file.src.ContinuousEnumerationSettings;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's source of files with an enumerator of our own, since Flink's forgets how long a file was
 * and goes on in silence when a directory cannot be listed. It restores the state of Flink's.
 */
final class EventFileSource extends AbstractFileSource<RawRecord, FileSourceSplit> {

  private static final long serialVersionUID = 1L;

  private final Path root;
  private final Duration interval;

  /**
   * @param interval between two looks at the directory; zero reads it as it is and ends
   */
  EventFileSource(
      Path root, Duration interval, NdjsonFormat format, FileSplitAssigner.Provider assigner) {
    super(
        new Path[] {root},
        EventFileEnumerator::new,
        assigner,
        format,
        interval.isZero() ? null : new ContinuousEnumerationSettings(interval));
    this.root = root;
    this.interval = interval;
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      createEnumerator(SplitEnumeratorContext<FileSourceSplit> context) {
    KnownFiles files = new KnownFiles(root, onChange());
    FilesListing listing;
    try {
      listing = files.list();
    } catch (IOException e) {
      throw new FilesException(root + " cannot be listed: " + e.getMessage(), e);
    }

    return new FilesEnumerator(
        context, getAssignerFactory().create(files.begin(listing)), files, interval, false);
  }

  @Override
  public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
      restoreEnumerator(
          SplitEnumeratorContext<FileSourceSplit> context,
          PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
    FilesState state = FilesState.of(checkpoint);
    return new FilesEnumerator(
        context,
        getAssignerFactory().create(state.getSplits()),
        new KnownFiles(root, onChange()).restore(state),
        interval,
        true);
  }

  @Override
  public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
    return FileSourceSplitSerializer.INSTANCE;
  }

  @Override
  public SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>>
      getEnumeratorCheckpointSerializer() {
    return new FilesStateSerializer();
  }

  private OnChange onChange() {
    return interval.isZero() ? OnChange.FAIL : OnChange.TELL;
  }
}
