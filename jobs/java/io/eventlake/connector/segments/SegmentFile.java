package io.eventlake.connector.segments;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.dynamodb.SegmentChangeDecoder;
import io.eventlake.connector.files.EventFileRecords;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.event.SegmentChange;
import io.eventlake.operator.segment.ChangeOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Segments in a file or a directory of files, read as the job that keeps their history reads them:
 * packed or not, line by line, by one decoder.
 */
public final class SegmentFile {

  private final String path;
  private final String described;
  private final int maxRecordBytes;

  /**
   * @param described the path in messages, with its option
   * @param maxRecordBytes largest line that is read
   */
  public SegmentFile(String path, String described, int maxRecordBytes) {
    this.path = path;
    this.described = described;
    this.maxRecordBytes = maxRecordBytes;
  }

  /** What was found up to where the reading ended. */
  private static final class Found implements ChangeOutput {

    private final Consumer<SegmentChange> changes;
    private final BiConsumer<RawRecord, RejectReason> leftOut;

    private RawRecord record;
    private long lines;
    private long good;
    private RejectReason firstReason;
    private String firstFile;
    private String firstLine;

    private Found(Consumer<SegmentChange> changes, BiConsumer<RawRecord, RejectReason> leftOut) {
      this.changes = changes;
      this.leftOut = leftOut;
    }

    @Override
    public void changed(SegmentChange change) {
      good++;
      changes.accept(change);
    }

    @Override
    public void ofAnotherTable() {
      good++;
    }

    @Override
    public void rejected(RejectReason reason) {
      if (firstReason == null) {
        firstReason = reason;
        firstFile = record.shardId;
        firstLine = record.sequenceNumber;
      }

      leftOut.accept(record, reason);
    }
  }

  /**
   * Reads all lines.
   *
   * @param leftOut told of each line that is no segment, and why
   * @return number of the lines that were left out
   * @throws ConfigException when the file cannot be read
   */
  long read(Consumer<SegmentChange> changes, BiConsumer<RawRecord, RejectReason> leftOut) {
    Found found = new Found(changes, leftOut);
    read(found, false);
    return found.lines - found.good;
  }

  /**
   * Reads up to the first line that is a segment, or a change of one.
   *
   * @throws ConfigException when there are only others
   */
  public void requireSegments() {
    Found found = look();
    if (found.good == 0 && found.lines > 0) {
      throw noSegments(found);
    }
  }

  /**
   * The same, for a file that must not be empty.
   *
   * @throws ConfigException when there is none
   */
  void requireNotEmpty() {
    Found found = look();
    if (found.good == 0) {
      throw noSegments(found);
    }
  }

  /**
   * How many lines are no segment, and the first of them: a sentence, empty where all are.
   *
   * @throws ConfigException when the file cannot be read
   */
  public Optional<String> leftOut() {
    Found found = new Found(change -> {}, (record, reason) -> {});
    read(found, false);
    return found.good == found.lines
        ? Optional.empty()
        : Optional.of(
            described
                + ": "
                + (found.lines - found.good)
                + " of "
                + found.lines
                + " lines left out as no segments, the first is line "
                + found.firstLine
                + " of "
                + found.firstFile
                + ", because of "
                + found.firstReason);
  }

  private Found look() {
    Found found = new Found(change -> {}, (record, reason) -> {});
    read(found, true);
    return found;
  }

  private ConfigException noSegments(Found found) {
    return new ConfigException(
        described
            + (found.lines == 0
                ? " is empty"
                : " has no line that is a segment; line "
                    + found.firstLine
                    + " is not because of "
                    + found.firstReason)
            + ": give one JSON object a line, with user_id_hash, segment_key and valid_from (ISO 8601,"
            + " or milliseconds)");
  }

  private void read(Found found, boolean upToFirst) {
    SegmentChangeDecoder decoder = new SegmentChangeDecoder(null, maxRecordBytes, null);
    try (EventFileRecords records = EventFileRecords.of(path, maxRecordBytes)) {
      while (records.hasNext() && !(upToFirst && found.good > 0)) {
        found.record = records.next();
        found.lines++;
        decoder.decode(found.record, found);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigException(described + " cannot be read: " + e.getMessage(), e);
    }
  }
}
