package io.eventlake.connector.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;

/**
 * Hands out files in the order of their events, whatever they are called; each with the time of the
 * earliest that still wait, which holds the watermark back (ADR 17). Files of unknown times come
 * first, in the order of their names.
 */
final class TimeOrderAssigner implements FileSplitAssigner {

  private final FirstEvents firstEvents;
  private final TreeSet<Waiting> inOrder =
      new TreeSet<>(Comparator.comparingLong((Waiting w) -> w.times.middle).thenComparing(w -> w));
  private final TreeSet<Waiting> byEarliest =
      new TreeSet<>(
          Comparator.comparingLong((Waiting w) -> w.times.earliest).thenComparing(w -> w));

  /** A file and its times; ordered by name. */
  private static final class Waiting implements Comparable<Waiting> {
    private final FileSourceSplit split;
    private final SplitTimes times;

    private Waiting(FileSourceSplit split, SplitTimes times) {
      this.split = split;
      this.times = times;
    }

    @Override
    public int compareTo(Waiting other) {
      return NaturalOrder.INSTANCE.compare(split.splitId(), other.split.splitId());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Waiting && compareTo((Waiting) other) == 0;
    }

    @Override
    public int hashCode() {
      return split.splitId().hashCode();
    }
  }

  TimeOrderAssigner(Collection<FileSourceSplit> splits, FirstEvents firstEvents) {
    this.firstEvents = firstEvents;
    addSplits(splits);
  }

  @Override
  public Optional<FileSourceSplit> getNext(String hostname) {
    Waiting next = inOrder.pollFirst();
    if (next == null) {
      return Optional.empty();
    }

    byEarliest.remove(next);
    long hold = byEarliest.isEmpty() ? Long.MAX_VALUE : byEarliest.first().times.earliest;
    return Optional.of(next.times.withHold(hold).with(next.split));
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> splits) {
    List<FileSourceSplit> known = firstEvents.lookInto(splits);
    for (FileSourceSplit split : known) {
      Waiting waiting = new Waiting(split, SplitTimes.of(split));
      inOrder.add(waiting);
      byEarliest.add(waiting);
    }
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    List<FileSourceSplit> remaining = new ArrayList<>();
    inOrder.forEach(waiting -> remaining.add(waiting.split));
    return remaining;
  }
}
