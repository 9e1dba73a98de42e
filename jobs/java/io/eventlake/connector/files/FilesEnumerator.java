package io.eventlake.connector.files;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;

/**
 * Hands files to readers that ask for one, and holds each listing against the files that it knows.
 *
 * <p>A watched directory is listed at intervals. A directory with an end is listed when a run goes
 * on from state, and once more when its last file is read: no file may have changed.
 */
final class FilesEnumerator
    implements SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> {

  private final SplitEnumeratorContext<FileSourceSplit> context;
  private final FileSplitAssigner assigner;
  private final KnownFiles files;

  /** Zero where the directory has an end. */
  private final Duration interval;

  private final boolean restored;

  /** Readers without a file, with their hosts. */
  private final Map<Integer, String> waiting = new LinkedHashMap<>();

  /** Readers for which no file was left. */
  private final Set<Integer> done = new HashSet<>();

  FilesEnumerator(
      SplitEnumeratorContext<FileSourceSplit> context,
      FileSplitAssigner assigner,
      KnownFiles files,
      Duration interval,
      boolean restored) {
    this.context = context;
    this.assigner = assigner;
    this.files = files;
    this.interval = interval;
    this.restored = restored;
  }

  @Override
  public void start() {
    if (!interval.isZero()) {
      long first = restored ? 0 : interval.toMillis();
      context.callAsync(files::list, this::found, first, interval.toMillis());
    } else if (restored) {
      context.callAsync(files::list, this::found);
    }
  }

  @Override
  public void addReader(int subtask) {
    // It asks when it wants a file.
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    waiting.put(subtask, host);
    assign();
  }

  @Override
  public void addSplitsBack(List<FileSourceSplit> splits, int subtask) {
    assigner.addSplits(splits);
  }

  @Override
  public PendingSplitsCheckpoint<FileSourceSplit> snapshotState(long checkpoint) {
    return files.state(assigner.remainingSplits());
  }

  @Override
  public void close() throws IOException {
    // Nothing is open.
  }

  private void found(FilesListing listing, Throwable error) {
    assigner.addSplits(files.compare(listing, error));
    assign();
  }

  private void assign() {
    Iterator<Map.Entry<Integer, String>> readers = waiting.entrySet().iterator();
    while (readers.hasNext()) {
      Map.Entry<Integer, String> reader = readers.next();
      if (!context.registeredReaders().containsKey(reader.getKey())) {
        readers.remove(); // it failed since it asked
        continue;
      }

      Optional<FileSourceSplit> next = assigner.getNext(reader.getValue());
      if (next.isPresent()) {
        context.assignSplit(next.get(), reader.getKey());
        readers.remove();
      } else if (interval.isZero()) {
        readers.remove();
        finish(reader.getKey());
      } else {
        return;
      }
    }
  }

  /** The last reader ends when it is known that no file changed since it was found. */
  private void finish(int subtask) {
    done.add(subtask);
    if (done.size() < context.currentParallelism()) {
      context.signalNoMoreSplits(subtask);
      return;
    }

    context.callAsync(
        files::list,
        (listing, error) -> {
          files.compare(listing, error);
          if (context.registeredReaders().containsKey(subtask)) {
            context.signalNoMoreSplits(subtask);
          }
        });
  }
}
