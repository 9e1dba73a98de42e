package io.eventlake.serve.exports;

import io.eventlake.lake.engine.CopyFormat;
import io.eventlake.serve.lake.Rights;
import java.util.Map;

/**
 * An export, as it is kept.
 *
 * @param admin whether it is of one who sees everything, and then for such alone
 * @param query what its rows are
 * @param attempts how often it was begun; more than once after a restart
 * @param reason why it failed; null for none
 * @param asOf the state of the lake that it is of; null before it is begun
 * @param created in milliseconds since 1970, as the others
 * @param finished 0 before
 * @param expires when its file goes; 0 before it is there
 */
record Export(
    String id,
    String tenant,
    boolean admin,
    String family,
    CopyFormat format,
    String query,
    Rights rights,
    Status status,
    int attempts,
    String reason,
    Map<String, Object> asOf,
    long rows,
    long bytes,
    long created,
    long finished,
    long expires) {

  /** How far it is. */
  enum Status {
    WAITING,
    RUNNING,
    DONE,
    FAILED,
    EXPIRED
  }

  boolean isUnfinished() {
    return status == Status.WAITING || status == Status.RUNNING;
  }

  /** Begun, or begun anew. */
  Export running(Map<String, Object> state) {
    return with(Status.RUNNING, attempts + 1, null, state, 0, 0, 0, 0);
  }

  Export done(long count, long size, long now, long end) {
    return with(Status.DONE, attempts, null, asOf, count, size, now, end);
  }

  Export failed(String why, long now) {
    return with(Status.FAILED, attempts, why, asOf, 0, 0, now, 0);
  }

  /** Without its file. */
  Export expired() {
    return with(Status.EXPIRED, attempts, null, asOf, rows, bytes, finished, expires);
  }

  private Export with(
      Status now,
      int begun,
      String why,
      Map<String, Object> state,
      long count,
      long size,
      long end,
      long until) {
    return new Export(
        id, tenant, admin, family, format, query, rights, now, begun, why, state, count, size,
        created, end, until);
  }
}
