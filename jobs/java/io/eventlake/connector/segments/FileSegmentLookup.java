package io.eventlake.connector.segments;

import io.eventlake.config.ConfigException;
import io.eventlake.config.SegmentsOptions;
import io.eventlake.event.SegmentChange;
import io.eventlake.operator.segment.LeftOutItems;
import io.eventlake.operator.segment.SegmentLookup;
import io.eventlake.operator.segment.SegmentMembership;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the segments of an NDJSON file, whose lines have the attributes of the DynamoDB table's
 * items; it is read at open and must fit into memory. A malformed line is left out, told with its
 * number, and counted; of two lines of one item the later counts.
 */
public final class FileSegmentLookup implements SegmentLookup {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(FileSegmentLookup.class);

  private final String path;
  private final int maxRecordBytes;

  private transient Map<String, List<SegmentMembership>> byUser;
  private transient long malformedLines;

  /**
   * @param maxRecordBytes largest line that is read
   * @throws ConfigException when there is no such file, or no segment in it
   */
  public FileSegmentLookup(String path, int maxRecordBytes) {
    this.path = path;
    this.maxRecordBytes = maxRecordBytes;
    Path file = new Path(path);
    try {
      if (!file.getFileSystem().exists(file)) {
        throw new ConfigException(described() + " does not exist");
      }
    } catch (IOException e) {
      throw new ConfigException(described() + " cannot be read: " + e.getMessage(), e);
    }

    file().requireNotEmpty();
  }

  @Override
  public void open() {
    Map<String, Map<String, SegmentChange>> items = new HashMap<>();
    LeftOutItems leftOut = new LeftOutItems(LOG);
    malformedLines =
        file()
            .read(
                change ->
                    items
                        .computeIfAbsent(change.userIdHash, user -> new LinkedHashMap<>())
                        .merge(change.itemKey, change, FileSegmentLookup::later),
                (record, reason) ->
                    leftOut.tell(
                        "Line {} of {} is no segment and was left out: {}",
                        record.sequenceNumber,
                        path,
                        reason));
    byUser = new HashMap<>();
    items.forEach((user, changes) -> byUser.put(user, memberships(changes)));
    if (malformedLines > 0) {
      LOG.warn("{} lines of {} are no segments and were left out", malformedLines, path);
    }
  }

  @Override
  public CompletableFuture<List<SegmentMembership>> memberships(String userIdHash) {
    return CompletableFuture.completedFuture(
        byUser.getOrDefault(userIdHash, Collections.emptyList()));
  }

  @Override
  public void close() {
    byUser = null;
  }

  /** Lines left out at open. */
  long malformedLines() {
    return malformedLines;
  }

  private SegmentFile file() {
    return new SegmentFile(path, described(), maxRecordBytes);
  }

  private String described() {
    return SegmentsOptions.PATH.key() + " = '" + path + "'";
  }

  private static SegmentChange later(SegmentChange one, SegmentChange next) {
    return next.changedMicros < one.changedMicros ? one : next;
  }

  private static List<SegmentMembership> memberships(Map<String, SegmentChange> items) {
    return items.values().stream()
        .filter(item -> !item.removed)
        .map(
            item ->
                new SegmentMembership(item.segmentKey, item.validFromMillis, item.validToMillis))
        .collect(Collectors.toList());
  }
}
