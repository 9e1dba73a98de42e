package io.eventlake.operator.decode;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RejectReason;
import org.apache.flink.table.data.RowData;

/**
 * Takes what a decoder made of one record: a call for each of its events in their order, or one for
 * a record of which no event is known.
 */
public interface DecodeOutput {

  /**
   * A valid event with consent.
   *
   * @param event its way to silver
   * @param bronze the row for {@code bronze.events}, in the order of the table's columns
   */
  void accepted(EventEnvelope event, String eventType, RowData bronze);

  /**
   * A valid item that is no event, as what tells of a thing and of no happening: it is kept and
   * goes no further.
   *
   * @param bronze the row for {@code bronze.events}, in the order of the table's columns
   */
  default void kept(String eventType, long arrivalMillis, RowData bronze) {
    throw new UnsupportedOperationException(eventType + " is taken as an event only");
  }

  /** A valid event without consent: nothing of it may reach a table but this count. */
  void withoutConsent(String eventType, long arrivalMillis);

  /**
   * An event that breaks the contract, or a record that cannot be taken apart.
   *
   * @param deadLetter the row for {@code bronze.dead_letters}, in the order of the table's columns
   */
  void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter);
}
