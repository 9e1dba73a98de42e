package io.eventlake.connector.dynamodb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Hands out the segments of a scan to whoever asks; its state are those that nobody has. */
final class ScanEnumerator implements SplitEnumerator<ScanSplit, List<ScanSplit>> {

  private final SplitEnumeratorContext<ScanSplit> context;
  private final Queue<ScanSplit> waiting;

  ScanEnumerator(SplitEnumeratorContext<ScanSplit> context, Collection<ScanSplit> waiting) {
    this.context = context;
    this.waiting = new ArrayDeque<>(waiting);
  }

  @Override
  public void start() {
    // Readers ask.
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    // The reader may have failed since it asked.
    if (!context.registeredReaders().containsKey(subtask)) {
      return;
    }

    ScanSplit split = waiting.poll();
    if (split == null) {
      context.signalNoMoreSplits(subtask);
    } else {
      context.assignSplit(split, subtask);
    }
  }

  @Override
  public void addSplitsBack(List<ScanSplit> splits, int subtask) {
    waiting.addAll(splits);
  }

  @Override
  public void addReader(int subtask) {
    // It asks when it has nothing to read.
  }

  @Override
  public List<ScanSplit> snapshotState(long checkpointId) {
    return new ArrayList<>(waiting);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
