package io.eventlake.serve.lake;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.lake.LakeCut;
import io.eventlake.table.TableName;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables of one family as they are at one checkpoint. */
public final class LakeState {

  private final LakeCatalog lake;
  private final LakeCut cut;
  private final String version;

  LakeState(LakeCatalog lake, LakeCut cut) {
    this.lake = lake;
    this.cut = cut;
    this.version = hash(cut.snapshots());
  }

  public String family() {
    return lake.set().name();
  }

  /** The tables, whatever their state. */
  public LakeCatalog lake() {
    return lake;
  }

  public LakeCut cut() {
    return cut;
  }

  /** Another for any other content of any table. */
  public String version() {
    return version;
  }

  /** The snapshot of a table; empty while it has none. */
  public Optional<Long> snapshot(TableName table) {
    return Optional.ofNullable(cut.snapshots().get(table));
  }

  /** When it was committed; empty where no job has written. */
  public Optional<Instant> committed() {
    return cut.time();
  }

  /** The instant before which all event time has passed; empty where that is not known. */
  public Optional<Instant> watermark() {
    return Optional.of(cut.watermark())
        .filter(instant -> !instant.equals(Instant.MIN) && !instant.equals(Instant.MAX));
  }

  /** How long ago it was committed. */
  public Optional<Duration> age(Instant now) {
    return committed().map(time -> Duration.between(time, now));
  }

  private static String hash(Map<TableName, Long> snapshots) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Map<String, Long> sorted = new TreeMap<>();
      snapshots.forEach((table, snapshot) -> sorted.put(table.toString(), snapshot));
      sorted.forEach(
          (table, snapshot) -> {
            digest.update(table.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(Long.BYTES + 1).putLong(snapshot).array());
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
