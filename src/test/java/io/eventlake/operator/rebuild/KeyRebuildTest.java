package io.eventlake.operator.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.LateEvent;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.event.Session;
import io.eventlake.family.contract.SiteLike;
import io.eventlake.operator.count.CountedRecord;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.session.SessionBounds;
import io.eventlake.operator.session.SessionFacts;
import io.eventlake.operator.session.SessionTally;
import io.eventlake.table.rows.SilverColumns;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

/** What a key becomes, as in the stream. */
class KeyRebuildTest {

  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final String EVENT =
      "{'id':'1','source':'/a','type':'page_view','time':'2026-03-01T10:00:00Z','data':{'page_url':'/x'}}";

  @Test
  void ofAnEventThatOneRecordHoldsTwiceTheFirstCounts() {
    List<EventEnvelope> events = decode("[" + EVENT + "," + EVENT.replace("/x", "/y") + "]");
    Rows rows = new Rows();
    KeyRebuild rebuild = rebuild(events.get(0).key, rows);
    rebuild.add(RebuildRecord.bronze(events.get(1), "7", 0, 1));
    rebuild.add(RebuildRecord.bronze(events.get(0), "7", 0, 0));
    rebuild.finish();

    int url = SiteLike.SILVER.getFieldIndex("page_url");
    assertThat(rows.silver)
        .singleElement()
        .satisfies(row -> assertThat(row.getString(url)).hasToString("/x"));
  }

  @Test
  void aFamilyWithoutSessionsGetsNoneWhateverItsEventsSay() {
    EventEnvelope event = decode(EVENT.replace("{'page", "{'session_id':'s','page")).get(0);
    Rows rows = new Rows();
    KeyRebuild rebuild = rebuild(event.key, rows);
    rebuild.add(RebuildRecord.bronze(event, "7", 0, 0));
    rebuild.finish();

    assertThat(event.key).isEqualTo("s:s");
    int inSession = SiteLike.SILVER.getFieldIndex("in_session");
    assertThat(rows.silver)
        .singleElement()
        .satisfies(row -> assertThat(row.getBoolean(inSession)).isFalse());
    assertThat(rows.outcomes).contains(CountedRecord.NO_SESSION);
  }

  private static KeyRebuild rebuild(String key, Rows rows) {
    return new KeyRebuild(
        key,
        new RebuildScope(DAY, DAY),
        new SessionBounds(Duration.ofMinutes(30), Duration.ofDays(1), Duration.ofDays(1), 100),
        new SessionFacts(new SilverColumns(SiteLike.SILVER), SessionTally.NONE),
        null,
        rows);
  }

  private static List<EventEnvelope> decode(String json) {
    List<EventEnvelope> events = new ArrayList<>();
    byte[] payload = json.replace('\'', '"').getBytes(UTF_8);
    long arrival = DAY.toEpochDay() * 86_400_000 + 36_000_000;
    SiteLike.family(".+")
        .decoder()
        .decode(
            new RawRecord(payload, "shard", "7", 0, arrival, true),
            new DecodeOutput() {
              @Override
              public void accepted(EventEnvelope event, String eventType, RowData bronze) {
                events.add(event);
              }

              @Override
              public void withoutConsent(String eventType, long arrivalMillis) {
                throw new AssertionError(eventType);
              }

              @Override
              public void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter) {
                throw new AssertionError(deadLetter);
              }
            });
    return events;
  }

  private static final class Rows implements KeyRebuild.Output {
    private final List<RowData> silver = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    @Override
    public void silver(RowData row) {
      silver.add(row);
    }

    @Override
    public void session(Session session) {
      throw new AssertionError(session);
    }

    @Override
    public void late(LateEvent event) {
      throw new AssertionError(event);
    }

    @Override
    public void count(CountedRecord record) {
      outcomes.add(record.outcome);
    }
  }
}
