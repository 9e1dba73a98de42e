package io.eventlake.family.caliper.generate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A record as it comes to the stream: an envelope of items of one emitter. */
public final class CaliperRecord {

  /** Passes on what others send. */
  private static final String HUB = "https://hub.example/forward";

  final List<LearningItem> items;
  final String sensor;
  final long sendMillis;

  /** Null for an envelope that is whole. */
  final BrokenEnvelope broken;

  private final long dueMillis;

  private CaliperRecord(
      List<LearningItem> items,
      String sensor,
      long sendMillis,
      long dueMillis,
      BrokenEnvelope broken) {
    this.items = items;
    this.sensor = sensor;
    this.sendMillis = sendMillis;
    this.dueMillis = dueMillis;
    this.broken = broken;
  }

  /** Items of one emitter, sent by itself. */
  static CaliperRecord of(List<LearningItem> items, long sendMillis, long dueMillis) {
    return new CaliperRecord(items, items.get(0).emitter.sensor, sendMillis, dueMillis, null);
  }

  /** The same bytes later. */
  CaliperRecord again(long laterMillis) {
    return new CaliperRecord(items, sensor, sendMillis, laterMillis, broken);
  }

  /** An item of it, passed on by a hub. */
  static CaliperRecord forwarded(LearningItem item, long laterMillis) {
    return new CaliperRecord(List.of(item), HUB, laterMillis, laterMillis + 20, null);
  }

  /** The same, sent so that no item can be addressed: one dead letter. */
  CaliperRecord broken(BrokenEnvelope how, long laterMillis) {
    return new CaliperRecord(items, sensor, sendMillis, laterMillis, how);
  }

  /** The same with fewer items. */
  CaliperRecord first(long most) {
    return size() <= most
        ? this
        : new CaliperRecord(items.subList(0, (int) most), sensor, sendMillis, dueMillis, broken);
  }

  /** When it comes, epoch milliseconds. */
  public long dueMillis() {
    return dueMillis;
  }

  /** How many items it holds; one that is broken counts as one. */
  public int size() {
    return broken == null ? items.size() : 1;
  }

  /** The JSON of each item. */
  public List<String> items() {
    return items.stream().map(LearningItem::json).collect(Collectors.toList());
  }

  /** The context of the envelope: its version. */
  String version() {
    return items.get(0).emitter.context();
  }

  /** Its JSON, on one line. */
  public byte[] json() {
    String json =
        "{\"sensor\":"
            + Json.text(sensor)
            + ",\"sendTime\":\""
            + Emitter.sendTime(sendMillis)
            + "\",\"dataVersion\":\""
            + version()
            + "\",\"data\":["
            + String.join(",", items())
            + "]}";
    return (broken == null ? json : broken.broken(json)).getBytes(StandardCharsets.UTF_8);
  }
}
