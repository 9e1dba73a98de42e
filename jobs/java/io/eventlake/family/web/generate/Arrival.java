package io.eventlake.family.web.generate;

import io.eventlake.event.KeyKind;
import io.eventlake.event.RejectReason;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** A record as the lake takes it: what it is, where it lies, when it came. */
final class Arrival {

  /** How far a client's clock may be ahead (design: semantics, section 2). */
  private static final long TOLERANCE_MILLIS = Duration.ofMinutes(5).toMillis();

  final GeneratedEvent.Fate fate;
  final RejectReason reason;
  final boolean comparison;
  final long tsMicros;
  final long arrivalMillis;
  final String shardId;
  final String sequenceNumber;

  /** True when {@code ts} is not trusted. */
  final boolean skewed;

  /** Event time, epoch milliseconds. */
  final long timeMillis;

  final KeyKind kind;

  /** The session or user, or null. */
  final String key;

  /** Null when the producer sent none. */
  final UUID id;

  private final Supplier<Map<String, Object>> content;

  Arrival(GeneratedEvent event, String shardId, String sequenceNumber, long arrivalMillis) {
    this(
        event::content,
        event.fate(),
        event.rejectReason(),
        event.comparison(),
        new Place(event.tsMicros(), arrivalMillis, shardId, sequenceNumber));
  }

  Arrival(
      Supplier<Map<String, Object>> content,
      GeneratedEvent.Fate fate,
      RejectReason reason,
      boolean comparison,
      Place place) {
    this.content = content;
    this.fate = fate;
    this.reason = reason;
    this.comparison = comparison;
    this.tsMicros = place.tsMicros;
    this.arrivalMillis = place.arrivalMillis;
    this.shardId = place.shardId;
    this.sequenceNumber = place.sequenceNumber;
    long tsMillis = Math.floorDiv(tsMicros, 1000L);
    skewed = tsMillis > arrivalMillis + TOLERANCE_MILLIS;
    timeMillis = skewed ? arrivalMillis : tsMillis;
    Map<String, Object> event = content.get();
    String session = Tree.filled(event, "session", "session_id");
    String user = Tree.filled(event, "user", "user_id_hash");
    key = session != null ? session : user;
    kind = session != null ? KeyKind.SESSION : user != null ? KeyKind.USER : KeyKind.NONE;
    id = idOf(event);
  }

  /** When and where a record came. */
  static final class Place {

    private final long tsMicros;
    private final long arrivalMillis;
    private final String shardId;
    private final String sequenceNumber;

    Place(long tsMicros, long arrivalMillis, String shardId, String sequenceNumber) {
      this.tsMicros = tsMicros;
      this.arrivalMillis = arrivalMillis;
      this.shardId = shardId;
      this.sequenceNumber = sequenceNumber;
    }
  }

  Map<String, Object> content() {
    return content.get();
  }

  /** The event id as tables show it. */
  String idText() {
    return id == null ? ExpectedLake.DERIVED_ID : id.toString();
  }

  /** Equal for two records of one key exactly when they are the same event. */
  Object identity() {
    if (id != null) {
      return id;
    }
    // The content is the identity: a retry may differ in ingest_ts and in the order of properties.
    Map<String, Object> same = new TreeMap<>(content.get());
    same.remove("ingest_ts");
    return same.toString();
  }

  private static UUID idOf(Map<String, Object> event) {
    String text = Tree.text(event, "event_id");
    return text == null ? null : UUID.fromString(text.toLowerCase(Locale.ROOT));
  }
}
