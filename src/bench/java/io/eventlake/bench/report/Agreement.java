package io.eventlake.bench.report;

import java.util.List;

/**
 * What the tables of one variant have of those of another over the same events.
 *
 * @param variant whose tables were looked at
 * @param reference with whose tables they were compared
 * @param tables row by row
 * @param sessions of the reference, by the key that holds them together
 * @param missing rows that sums over the tables do not have
 */
public record Agreement(
    String variant, String reference, List<Rows> tables, Sessions sessions, List<Missing> missing) {

  /**
   * Rows of one table by their keys.
   *
   * @param same in all that is compared
   * @param different in something of it
   * @param unread the same but for their time, which the variant could not read
   * @param lacking only the reference has them
   * @param more only the variant has them
   */
  public record Rows(
      String table, long same, long different, long unread, long lacking, long more) {}

  /**
   * Session keys of the reference, each once.
   *
   * @param whole as many sessions with as many events
   * @param cut fewer events: some came too late
   * @param split all events in more sessions
   * @param grown more events, or fewer sessions
   * @param gone no session at all
   */
  public record Sessions(long whole, long cut, long split, long grown, long gone) {

    long all() {
      return whole + cut + split + grown + gone;
    }
  }

  /** How many rows are in no sum, of the reference and of the variant. */
  public record Missing(String what, long reference, long variant) {}
}
