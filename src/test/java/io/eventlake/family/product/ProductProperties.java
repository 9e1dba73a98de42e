package io.eventlake.family.product;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Items of a table drawn at random, each with what is to become of it, told without the rules. */
final class ProductProperties {

  static final LocalDate FIRST = LocalDate.parse("2026-03-01");

  private final Random random;

  ProductProperties(long seed) {
    this.random = new Random(seed);
  }

  /** An item as its application wrote it. */
  static final class Drawn {
    String kind;
    String app;
    String user;
    String modelId;
    String owner;
    Instant created;
    Instant updated;

    /** The day on which it counts; null of one that counts nowhere. */
    LocalDate day() {
      Instant decides = kind.equals("session") ? updated : created;
      return app == null ? null : LocalDate.ofInstant(decides, ZoneOffset.UTC);
    }

    String full(boolean isText) {
      return "{\"Item\":" + attributes(isText) + "}";
    }

    String change(boolean isText) {
      return "{\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\"1\"}},\"Keys\":{\"modelId\":{\"S\":\""
          + modelId
          + "\"}},\"OldImage\":{\"modelId\":{\"S\":\"session-old-1\"},\"updatedAt\":{\"N\":\"0\"}},"
          + "\"NewImage\":"
          + attributes(isText)
          + "}";
    }

    private String attributes(boolean isText) {
      return "{\"owner\":{\"S\":\"%s\"},\"modelId\":{\"S\":\"%s\"},\"createdAt\":%s,\"updatedAt\":%s}"
          .formatted(owner, modelId, time(created, isText), time(updated, isText));
    }

    private static String time(Instant time, boolean isText) {
      return isText ? "{\"S\":\"" + time + "\"}" : "{\"N\":\"" + time.getEpochSecond() + "\"}";
    }
  }

  /** Of four days, four applications and six users, so that many meet. */
  List<Drawn> items(int count) {
    List<Drawn> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item(i));
    }

    return items;
  }

  private Drawn item(int number) {
    Drawn item = new Drawn();
    String app = "app" + random.nextInt(4);
    String user = "u" + random.nextInt(6) + (random.nextBoolean() ? "" : "-x");
    item.app = app;
    item.user = user;
    item.created = time();
    item.updated = item.created.plusSeconds(random.nextInt(200_000));
    String id = (random.nextBoolean() ? "i" : "i-") + "-" + number;
    switch (random.nextInt(4)) {
      case 0:
        item.kind = "session";
        item.modelId = "session-" + app + "-" + id;
        item.owner = "user-" + user;
        break;
      case 1:
        item.kind = "party";
        item.modelId = "party-" + app + "-" + id;
        item.owner = "user-" + user;
        break;
      case 2:
        item.kind = "member";
        item.modelId = "member-user-" + user;
        item.owner = "party-" + app + "-" + id;
        break;
      default:
        item.kind = "other";
        item.modelId =
            List.of("user-" + user, "sessions-a-1", "Party-a-1", "member-x").get(random.nextInt(4));
        item.owner = "user-" + user;
        item.app = null;
    }

    return item;
  }

  /** Often the first or last instant of a day. */
  private Instant time() {
    Instant midnight = FIRST.plusDays(random.nextInt(4)).atStartOfDay(ZoneOffset.UTC).toInstant();
    switch (random.nextInt(4)) {
      case 0:
        return midnight;
      case 1:
        return midnight.minusSeconds(1);
      default:
        return midnight.plusSeconds(random.nextInt(86_400));
    }
  }
}
