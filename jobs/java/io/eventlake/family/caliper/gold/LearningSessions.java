package io.eventlake.family.caliper.gold;

import io.eventlake.event.Session;
import io.eventlake.table.rows.Columns;
import java.math.BigDecimal;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Rows of {@code silver.sessions}, in the order of its columns. */
public final class LearningSessions {

  private static final int SECONDS_SCALE = 3;

  private LearningSessions() {}

  /** Of a retraction only the key columns are told. */
  public static RowData row(Session session) {
    String started = session.text(LearningTally.STARTED);
    String duration = session.text(LearningTally.DURATION);
    return GenericRowData.of(
        Columns.text(session.sessionId),
        Columns.text(session.userId),
        learners(session),
        Columns.timestamp(session.startMillis),
        Columns.timestamp(session.endMillis),
        started == null ? null : Columns.timestampMicros(Long.parseLong(started)),
        duration == null
            ? null
            : DecimalData.fromBigDecimal(new BigDecimal(duration), Measures.DIGITS, SECONDS_SCALE),
        Columns.text(session.text(LearningTally.ENDED_BY)),
        Columns.text(session.text(LearningTally.ED_APP)),
        Columns.text(session.text(LearningTally.GROUP)),
        Columns.text(session.text(LearningTally.FEDERATED)),
        session.sum(LearningTally.NAVIGATIONS),
        session.sum(LearningTally.ASSESSMENTS),
        session.sum(LearningTally.MEDIA),
        session.sum(LearningTally.SOCIAL),
        session.events,
        session.flag(LearningTally.REPORTS_ACTIVE)
            ? DecimalData.fromBigDecimal(
                BigDecimal.valueOf(LearningTally.activeMillis(session), SECONDS_SCALE),
                Measures.DIGITS,
                SECONDS_SCALE)
            : null,
        session.truncated,
        session.revision,
        Columns.day(session.startMillis),
        session.idDerived);
  }

  /** 0, 1, or 2 for several. */
  private static int learners(Session session) {
    long learned = session.sum(LearningTally.LEARNED);
    if (learned == 0 || session.userId == null) {
      return 0;
    }

    return LearningTally.areAll(session.userId, session) ? 1 : 2;
  }
}
