package io.eventlake.connector.dynamodb;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** An export that is to be made: of which table, of what time, where to. */
public final class ExportWish {

  private final String tableArn;
  private final String bucket;
  private final String prefix;
  private final String kmsKey;
  private final Instant from;
  private final Instant to;

  /**
   * @param bucket its name
   * @param prefix may be empty
   * @param kmsKey null for keys of S3's own
   * @param from start of the window of an incremental export, inclusive; null for a full one
   * @param to end of the window, exclusive; of a full export its time
   */
  public ExportWish(
      String tableArn, String bucket, String prefix, String kmsKey, Instant from, Instant to) {
    this.tableArn = tableArn;
    this.bucket = bucket;
    this.prefix = prefix;
    this.kmsKey = kmsKey;
    this.from = from;
    this.to = to;
  }

  String tableArn() {
    return tableArn;
  }

  String bucket() {
    return bucket;
  }

  String prefix() {
    return prefix;
  }

  String kmsKey() {
    return kmsKey;
  }

  Instant from() {
    return from;
  }

  Instant to() {
    return to;
  }

  /**
   * What makes the same wish twice one export: a function of all that is asked for.
   *
   * @param failed ARN of an export of this wish that failed, so that another is made; or empty
   */
  String token(String failed) {
    String all =
        String.join("\n", tableArn, bucket, prefix, kmsKey + "", from + "", to + "", failed);
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
