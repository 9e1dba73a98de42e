package io.eventlake.family.site.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A record as it comes to the stream: one event or several, in one shape. */
public final class SiteRecord {

  final List<SiteEvent> events;
  final EventShape shape;
  private final boolean batch;
  private final boolean cutOff;
  private final long dueMillis;

  SiteRecord(List<SiteEvent> events, EventShape shape, boolean batch, long dueMillis) {
    this(events, shape, batch, false, dueMillis);
  }

  private SiteRecord(
      List<SiteEvent> events, EventShape shape, boolean batch, boolean cutOff, long dueMillis) {
    this.events = events;
    this.shape = shape;
    this.batch = batch;
    this.cutOff = cutOff;
    this.dueMillis = dueMillis;
  }

  /** The same later. */
  SiteRecord again(long laterMillis) {
    return new SiteRecord(events, shape, batch, cutOff, laterMillis);
  }

  /** The same as a connection that broke leaves it: no JSON any more, and so one dead letter. */
  SiteRecord cutOff() {
    return new SiteRecord(events, shape, batch, true, dueMillis);
  }

  /** False where no event can be found in it. */
  boolean isWhole() {
    return !cutOff;
  }

  /** The same with fewer events. */
  SiteRecord first(long most) {
    return size() <= most
        ? this
        : new SiteRecord(events.subList(0, (int) most), shape, batch, cutOff, dueMillis);
  }

  /** When it comes, epoch milliseconds. */
  public long dueMillis() {
    return dueMillis;
  }

  /** How many events it holds; one that is cut off counts as one. */
  public int size() {
    return cutOff ? 1 : events.size();
  }

  /** Its JSON, on one line. */
  public byte[] json() {
    byte[] json = EventShape.json(tree());
    return cutOff ? Arrays.copyOf(json, json.length - 2) : json;
  }

  /** Pointer of an event within the record. */
  String pointer(int index) {
    return !batch ? "" : (shape == EventShape.PLAIN ? "/events/" : "/") + index;
  }

  private Object tree() {
    List<Map<String, Object>> trees = new ArrayList<>();
    events.forEach(event -> trees.add(shape.tree(event)));
    if (!batch) {
      return trees.get(0);
    }

    return shape == EventShape.PLAIN ? Collections.singletonMap("events", trees) : trees;
  }
}
