package io.eventlake.connector.standin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All writes to a table, of which an export of any time can be made, as of a table with PITR. */
public final class TableHistory {

  private static final long MICROS = 1_000_000;

  private final List<Write> writes = new ArrayList<>();

  /** One write; of a deletion the image is null. */
  private static final class Write {
    private final Instant time;
    private final String keys;
    private final String image;

    private Write(Instant time, String keys, String image) {
      this.time = time;
      this.keys = keys;
      this.image = image;
    }
  }

  /**
   * Adds a write.
   *
   * @param keys of the item, DynamoDB JSON
   * @param image the whole item; null for a deletion
   */
  public TableHistory write(Instant time, String keys, String image) {
    writes.add(new Write(time, keys, image));
    return this;
  }

  /** Lines of a full export: the items as they were at a time. */
  public List<String> items(Instant at) {
    return last(at).values().stream()
        .filter(write -> write.image != null)
        .map(write -> "{\"Item\":" + write.image + "}")
        .collect(Collectors.toList());
  }

  /** Lines of an incremental export with new images: what was written, as it was at the end. */
  public List<String> changes(Instant from, Instant to) {
    return last(to).values().stream()
        .filter(write -> !write.time.isBefore(from))
        .map(TableHistory::change)
        .collect(Collectors.toList());
  }

  private Map<String, Write> last(Instant end) {
    Map<String, Write> last = new LinkedHashMap<>();
    writes.stream()
        .filter(write -> write.time.isBefore(end))
        .sorted(Comparator.comparing(write -> write.time))
        .forEach(write -> last.put(write.keys, write));
    return last;
  }

  private static String change(Write write) {
    long micros = write.time.getEpochSecond() * MICROS + write.time.getNano() / 1000;
    return "{\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\""
        + micros
        + "\"}},\"Keys\":"
        + write.keys
        + (write.image == null ? "" : ",\"NewImage\":" + write.image)
        + "}";
  }
}
