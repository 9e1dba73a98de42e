package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.Session;
import io.eventlake.operator.count.CountedRecord;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;

/**
 * Where the step's results go: silver rows, sessions, late events, and what became of each event.
 */
final class SessionOutput {

  private final Output<StreamRecord<RowData>> output;
  private final SessionFacts facts;
  private final SessionMetrics metrics;

  /** One for all: Flink copies it wherever objects are not used again. */
  private final CountedRecord counted = new CountedRecord();

  SessionOutput(Output<StreamRecord<RowData>> output, SessionFacts facts, SessionMetrics metrics) {
    this.output = output;
    this.facts = facts;
    this.metrics = metrics;
  }

  void duplicate(EventEnvelope event) {
    count(event, CountedRecord.DUPLICATE);
  }

  /**
   * Passes on an event that is no duplicate.
   *
   * @param element what the event came in, used again for its row
   */
  void distinct(
      StreamRecord<EventEnvelope> element, SessionRules.Placement placement, long watermark) {
    EventEnvelope event = element.getValue();
    if (placement == SessionRules.Placement.IN_SESSION) {
      facts.columns.setInSession(event.silver);
    }

    output.collect(element.replace(event.silver));
    count(event, CountedRecord.SILVER);
    switch (placement) {
      case NO_SESSION:
        count(event, CountedRecord.NO_SESSION);
        break;
      case BEYOND_BOUND:
        count(event, CountedRecord.BEYOND_BOUND);
        break;
      case LATE:
        count(event, CountedRecord.LATE);
        output.collect(
            SessionizeOperator.LATE,
            new StreamRecord<>(LateEvents.of(event, watermark, facts.columns)));
        break;
      default:
        break;
    }
  }

  /** A row of a session, or its retraction. */
  void session(Session change) {
    output.collect(SessionizeOperator.SESSIONS, new StreamRecord<>(change));
  }

  private void count(EventEnvelope event, String outcome) {
    metrics.count(outcome);
    counted.set(event.arrivalMillis, outcome, null, event.eventType);
    output.collect(SessionizeOperator.COUNTS, new StreamRecord<>(counted));
  }
}
