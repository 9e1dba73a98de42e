package io.eventlake.testing;

import io.eventlake.event.SegmentItem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Items of a segment table and what becomes of them, as change records that come in any order; and
 * the rows that their history must have at the end, found by other means than the job's.
 */
public final class SegmentStory {

  /** Every change is of it, so that all are later than any load. */
  public static final int YEAR_OF_CHANGES = 2030;

  private static final Instant FIRST_START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FIRST_CHANGE = Instant.parse("2030-01-01T00:00:00Z");
  private static final String[] SEGMENTS = {"vip", "new", "deal hunter/\u05e9"};

  private final Random random;
  private final Map<String, SegmentItem> present = new TreeMap<>();
  private final Map<String, SegmentItem> history = new TreeMap<>();
  private int users;
  private Instant now = FIRST_CHANGE;

  public SegmentStory(Random random) {
    this.random = random;
  }

  /** Hours after the first start that there is; a null end is none. */
  public static SegmentItem item(String user, String segment, int fromHour, Integer toHour) {
    return new SegmentItem(
        user,
        segment,
        FIRST_START.plus(Duration.ofHours(fromHour)),
        toHour == null ? null : FIRST_START.plus(Duration.ofHours(toHour)));
  }

  /** What the table holds at the beginning. */
  public List<SegmentItem> items(int users, int itemsOfAUser) {
    this.users = users;
    for (int user = 0; user < users; user++) {
      for (int i = 0; i < itemsOfAUser; i++) {
        SegmentItem item = random("u" + user);
        present.put(key(item), item);
      }
    }

    return List.copyOf(present.values());
  }

  /**
   * The records of as many changes, shuffled, some of them twice, with others that change nothing:
   * older than the load, or of another table.
   */
  public List<String> changes(int count) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      now = now.plusMillis(1 + random.nextInt(1_000));
      List<SegmentItem> all = List.copyOf(present.values());
      SegmentItem item = all.get(random.nextInt(all.size()));
      switch (random.nextInt(4)) {
        case 0 -> records.add(remove(item));
        case 1 -> records.add(write(random("u" + random.nextInt(users))));
        case 2 -> records.add(write(ended(item)));
        default -> {
          records.add(record("MODIFY", item, Instant.EPOCH, ended(item), null));
          records.add(write(item).replace("\"segments\"", "\"orders\""));
        }
      }

      if (random.nextInt(5) == 0) {
        records.add(records.get(random.nextInt(records.size())));
      }
    }

    // Of a record and its double the last to come must be the same for an item at a time.
    Collections.shuffle(records, random);
    return records;
  }

  /** The rows of all items, present and past. */
  public TreeSet<String> rows() {
    Map<String, List<SegmentItem>> bySegment = new LinkedHashMap<>();
    List<SegmentItem> all = new ArrayList<>(present.values());
    all.addAll(history.values());
    all.sort(Comparator.comparing(SegmentItem::validFrom));
    for (SegmentItem item : all) {
      if (item.validTo() == null || item.validFrom().isBefore(item.validTo())) {
        bySegment
            .computeIfAbsent(item.userIdHash() + " " + item.segmentKey(), key -> new ArrayList<>())
            .add(item);
      }
    }

    TreeSet<String> rows = new TreeSet<>();
    bySegment.values().forEach(items -> addRows(items, rows));
    return rows;
  }

  public static String row(SegmentItem item) {
    return row(item.userIdHash(), item.segmentKey(), utc(item.validFrom()), utc(item.validTo()));
  }

  public static String row(String user, String segment, LocalDateTime from, LocalDateTime to) {
    return user + " " + segment + " " + from + " " + to;
  }

  /** The item in DynamoDB JSON. */
  public static String image(SegmentItem item) {
    String end = item.validTo() == null ? "" : ",\"valid_to\":{\"S\":\"" + item.validTo() + "\"}";
    return keys(item).replace("}}", "},")
        + "\"segment_key\":{\"S\":\""
        + item.segmentKey()
        + "\"},\"valid_from\":{\"S\":\""
        + item.validFrom()
        + "\"}"
        + end
        + "}";
  }

  private String write(SegmentItem item) {
    SegmentItem old = present.put(key(item), item);
    history.remove(key(item));
    return record(old == null ? "INSERT" : "MODIFY", item, now, item, old);
  }

  private String remove(SegmentItem item) {
    present.remove(key(item));
    boolean lasted = item.validTo() == null || item.validTo().isAfter(now);
    Instant end = lasted ? now : item.validTo();
    history.put(
        key(item), new SegmentItem(item.userIdHash(), item.segmentKey(), item.validFrom(), end));
    return record("REMOVE", item, now, null, item);
  }

  private SegmentItem random(String user) {
    // Some begin after all changes.
    int from = random.nextInt(40) + (random.nextInt(10) == 0 ? 80_000 : 0);
    String segment = SEGMENTS[random.nextInt(SEGMENTS.length)];
    return random.nextBoolean()
        ? item(user, segment, from, null)
        : item(user, segment, from, from + random.nextInt(20));
  }

  private SegmentItem ended(SegmentItem item) {
    return new SegmentItem(
        item.userIdHash(),
        item.segmentKey(),
        item.validFrom(),
        item.validFrom()
            .plus(Duration.ofHours(random.nextInt(random.nextBoolean() ? 60 : 90_000))));
  }

  /** Of those that overlap one. */
  private static void addRows(List<SegmentItem> sorted, TreeSet<String> rows) {
    SegmentItem open = null;
    for (SegmentItem item : sorted) {
      if (open != null && (open.validTo() == null || item.validFrom().isBefore(open.validTo()))) {
        boolean longer =
            open.validTo() != null
                && (item.validTo() == null || item.validTo().isAfter(open.validTo()));
        open =
            new SegmentItem(
                open.userIdHash(),
                open.segmentKey(),
                open.validFrom(),
                longer ? item.validTo() : open.validTo());
      } else {
        if (open != null) {
          rows.add(row(open));
        }

        open = item;
      }
    }

    rows.add(row(open));
  }

  private static String record(
      String event, SegmentItem keys, Instant at, SegmentItem newItem, SegmentItem oldItem) {
    return "{\"eventName\":\""
        + event
        + "\",\"recordFormat\":\"application/json\",\"tableName\":\"segments\","
        + "\"dynamodb\":{\"ApproximateCreationDateTime\":"
        + at.toEpochMilli()
        + ",\"Keys\":"
        + keys(keys)
        + (newItem == null ? "" : ",\"NewImage\":" + image(newItem))
        + (oldItem == null ? "" : ",\"OldImage\":" + image(oldItem))
        + "},\"eventSource\":\"aws:dynamodb\"}";
  }

  private static String keys(SegmentItem item) {
    return "{\"user_id_hash\":{\"S\":\""
        + item.userIdHash()
        + "\"},\"segment_valid_from\":{\"S\":\""
        + item.segmentKey()
        + "#"
        + item.validFrom()
        + "\"}}";
  }

  private static String key(SegmentItem item) {
    return item.userIdHash() + " " + item.segmentKey() + "#" + item.validFrom();
  }

  private static LocalDateTime utc(Instant instant) {
    return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
