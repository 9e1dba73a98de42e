package io.eventlake.bench.sample;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.LateEvent;
import io.eventlake.event.Session;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.session.SessionFacts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.RowKind;

/** What sessionize puts out for the sample's events, each field filled as there. */
public final class SampleSessions {

  private static final SessionFacts FACTS = DecodedSample.WEB.sessionFacts();
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
    session.userId = text(FACTS.userId(event.silver));
    session.startMillis = event.eventTimeMillis;
    session.endMillis = event.eventTimeMillis;
    session.pageViews = 1;
    session.firstPageUrl = text(FACTS.pageUrl(event.silver));
    session.lastPageUrl = session.firstPageUrl;
    session.variant = text(FACTS.variant(event.silver));
    session.country = text(FACTS.country(event.silver));
    session.clickTarget = text(FACTS.clickTarget(event.silver));
    session.payoutCents = FACTS.payoutCents(event.silver);
    session.events = 1;
    return session;
  }

  private static LateEvent late(EventEnvelope event) {
    LateEvent late = new LateEvent();
    late.eventId = FACTS.eventId(event.silver);
    late.eventType = FACTS.eventType(event.silver);
    late.sessionId = FACTS.sessionId(event.silver);
    late.userId = text(FACTS.userId(event.silver));
    late.tsMicros = FACTS.timestampMicros(event.silver);
    late.eventTimeMillis = event.eventTimeMillis;
    late.arrivalMillis = event.arrivalMillis;
    late.watermarkMillis = event.eventTimeMillis + WATERMARK_DELAY;
    return late;
  }

  private static CountedRecord count(EventEnvelope event) {
    return new CountedRecord(
        event.arrivalMillis, CountedRecord.SILVER, null, FACTS.eventType(event.silver), 1);
  }

  private static String text(StringData value) {
    return value == null ? null : value.toString();
  }
}
