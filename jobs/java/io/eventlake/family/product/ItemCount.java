package io.eventlake.family.product;

/**
 * How many lines of an export had one outcome, and the first of them. A mutable bean because Flink
 * serializes it as one.
 */
public class ItemCount {

  /** A name of {@link ItemOutcome}. */
  public String outcome;

  public long items;

  /** The file that comes first by name, of those with such a line, and the line's number. */
  public String firstFile;

  public long firstLine;

  /** For Flink. */
  public ItemCount() {}

  ItemCount(ItemOutcome outcome) {
    this.outcome = outcome.name();
  }

  void add(String file, long line) {
    items++;
    first(file, line);
  }

  /** Adds what another reader counted. */
  void add(ItemCount other) {
    items += other.items;
    if (other.firstFile != null) {
      first(other.firstFile, other.firstLine);
    }
  }

  private void first(String file, long line) {
    int order = firstFile == null ? -1 : file.compareTo(firstFile);
    if (order < 0 || order == 0 && line < firstLine) {
      firstFile = file;
      firstLine = line;
    }
  }
}
