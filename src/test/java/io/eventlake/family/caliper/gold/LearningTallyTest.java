package io.eventlake.family.caliper.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.Session;
import io.eventlake.family.caliper.CaliperFamily;
import io.eventlake.table.TableName;
import io.eventlake.table.rows.Columns;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** Whether a session has several learners is known from sums. */
class LearningTallyTest {

  private static final RowType SILVER = CaliperFamily.tables().rowType(TableName.SILVER_EVENTS);

  private final LearningTally tally = new LearningTally(SILVER);

  @Test
  void oneLearnerIsOneHoweverManyEventsHeHas() {
    assertThat(areAll("urn:a", 1_000_000, "urn:a")).isTrue();
    assertThat(areAll("urn:a", 3, "urn:b")).isFalse();
  }

  /** Their Java hash codes are the same, and as many ids as there are have such a twin. */
  @Test
  void learnersWithOneHashCodeAreTwo() {
    for (String[] twins : new String[][] {{"Aa", "BB"}, {"AaAa", "BBBB"}, {"urn:Aa", "urn:BB"}}) {
      assertThat(twins[0].hashCode()).isEqualTo(twins[1].hashCode());
      assertThat(areAll(twins[0], 1, twins[0], twins[1])).isFalse();
    }
  }

  /** What is taken away counts, in a session as in a learner's day. */
  @Test
  void activeTimeIsSummedAsTold() {
    LearningDays days = new LearningDays(SILVER);
    long[] ofSession = new long[tally.sums()];
    long[] ofDay = new long[days.sums()];
    for (String seconds : List.of("10.001", "-0.5", "-12")) {
      EventEnvelope event = event("urn:a");
      ((GenericRowData) event.silver)
          .setField(Columns.position(SILVER, "measures"), active(seconds));
      ((GenericRowData) event.silver)
          .setField(Columns.position(SILVER, "event_type"), StringData.fromString("ViewEvent"));
      tally.add(event, ofSession);
      days.add(event.silver, ofDay);
    }

    Session session = new Session();
    session.sums = ofSession;
    for (long sum : ofSession) {
      assertThat(sum).isNotNegative();
    }

    assertThat(LearningTally.activeMillis(session)).isEqualTo(-2499);
    assertThat(ofDay).contains(-2499);
  }

  private static GenericArrayData active(String seconds) {
    DecimalData value = DecimalData.fromBigDecimal(new BigDecimal(seconds), 18, 4);
    return new GenericArrayData(
        new Object[] {
          GenericRowData.of(StringData.fromString("active"), value, null, null, null, null)
        });
  }

  private boolean areAll(String first, int times, String... learners) {
    long[] sums = new long[tally.sums()];
    for (int i = 0; i < times; i++) {
      for (String learner : List.of(learners)) {
        tally.add(event(learner), sums);
      }
    }

    for (long sum : sums) {
      assertThat(sum).isNotNegative();
    }

    Session session = new Session();
    session.sums = sums;
    return LearningTally.areAll(first, session);
  }

  private static EventEnvelope event(String learner) {
    GenericRowData row = new GenericRowData(SILVER.getFieldCount());
    row.setField(Columns.position(SILVER, "user_id_hash"), StringData.fromString(learner));
    EventEnvelope event = new EventEnvelope();
    event.eventType = "ViewEvent";
    event.silver = row;
    return event;
  }
}
