package io.eventlake.bench.sample;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.LateEvent;
import io.eventlake.event.Session;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.session.LateEvents;
import io.eventlake.operator.session.SessionFacts;
import io.eventlake.operator.session.SessionTally;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.RowKind;

/** What sessionize puts out for the sample's events, each field filled as there. */
public final class SampleSessions {

  private static final SessionFacts FACTS = DecodedSample.FACTS;
  private static final long WATERMARK_DELAY = Duration.ofHours(30).toMillis();

  private SampleSessions() {}

  /** A session of each event. */
  public static List<Session> sessions(List<EventEnvelope> events) {
    return events.stream().map(SampleSessions::session).collect(Collectors.toList());
  }

  /** Each event as one that came too late. */
  public static List<LateEvent> lateEvents(List<EventEnvelope> events) {
    return events.stream().map(SampleSessions::late).collect(Collectors.toList());
  }

  /** That each event became a silver row. */
  public static List<CountedRecord> counts(List<EventEnvelope> events) {
    return events.stream().map(SampleSessions::count).collect(Collectors.toList());
  }

  private static Session session(EventEnvelope event) {
    Session session = new Session();
    session.rowKind = RowKind.INSERT;
    session.sessionId = event.key.substring(2);
    session.userId = text(FACTS.columns.userId(event.silver));
    session.startMillis = event.eventTimeMillis;
    session.endMillis = event.eventTimeMillis;
    SessionTally tally = FACTS.tally;
    session.sums = new long[tally.sums()];
    tally.add(event, session.sums);
    session.flags = tally.flags(event, 0);
    session.texts = new String[tally.texts()];
    for (int i = 0; i < session.texts.length; i++) {
      session.texts[i] = text(tally.text(i, event));
    }

    session.events = 1;
    return session;
  }

  private static LateEvent late(EventEnvelope event) {
    return LateEvents.of(event, event.eventTimeMillis + WATERMARK_DELAY, FACTS.columns);
  }

  private static CountedRecord count(EventEnvelope event) {
    return new CountedRecord(event.arrivalMillis, CountedRecord.SILVER, null, event.eventType, 1);
  }

  private static String text(StringData value) {
    return value == null ? null : value.toString();
  }
}
