package io.eventlake.family.caliper.gold;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.Session;
import io.eventlake.operator.session.SessionTally;
import io.eventlake.operator.session.Sums;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/** What a session of learning adds up. The positions are part of the state's format. */
public final class LearningTally implements SessionTally {

  static final int NAVIGATIONS = 0;
  static final int ASSESSMENTS = 1;
  static final int MEDIA = 2;
  static final int SOCIAL = 3;

  /** What events add; what corrections take away is a sum of its own, for none is negative. */
  static final int ACTIVE_MILLIS = 4;

  /** Events that have a learner, and the sums of these learners' hashes. */
  static final int LEARNED = 5;

  /** The upper and the lower half of 64 bits each: of a million events no half's sum runs over. */
  static final int UPPER_HASHES = 6;

  static final int LOWER_HASHES = 7;

  static final int ACTIVE_MILLIS_OFF = 8;

  static final int REPORTS_ACTIVE = 1;

  static final int ED_APP = 0;
  static final int GROUP = 1;
  static final int FEDERATED = 2;
  static final int STARTED = 3;
  static final int DURATION = 4;
  static final int ENDED_BY = 5;

  private static final long serialVersionUID = 1L;

  private static final long LOWER_HALF = 0xFFFF_FFFFL;
  private static final long FNV_BASIS = 0xCBF2_9CE4_8422_2325L;
  private static final long FNV_PRIME = 0x100_0000_01B3L;
  private static final long MIX = 0xFF51_AFD7_ED55_8CCDL;
  private static final int SUMS = 9;
  private static final int TEXTS = 6;
  private static final int SECONDS_SCALE = 3;
  private static final StringData LOGGED_OUT = StringData.fromString("LoggedOut");
  private static final StringData TIMED_OUT = StringData.fromString("TimedOut");

  private final Measures measures;
  private final int learner;
  private final int action;
  private final int edApp;
  private final int group;
  private final int federated;
  private final int started;
  private final int duration;

  /**
   * @param silver type of the events' rows
   */
  public LearningTally(RowType silver) {
    measures = new Measures(silver);
    learner = Columns.position(silver, "user_id_hash");
    action = Columns.position(silver, "action");
    edApp = Columns.position(silver, "ed_app_id");
    group = Columns.position(silver, "group_id");
    federated = Columns.position(silver, "federated_session_id");
    started = Columns.position(silver, "session_started_ts");
    duration = Columns.position(silver, "session_duration_s");
  }

  @Override
  public int sums() {
    return SUMS;
  }

  @Override
  public int flags() {
    return 1;
  }

  @Override
  public int texts() {
    return TEXTS;
  }

  @Override
  public boolean ofLast(int text) {
    return text == ENDED_BY || text == DURATION;
  }

  @Override
  public void add(EventEnvelope event, long[] sums) {
    String type = event.eventType;
    sums[NAVIGATIONS] += EventKinds.isView(type) ? 1 : 0;
    sums[ASSESSMENTS] += EventKinds.isAssessment(type) ? 1 : 0;
    sums[MEDIA] += EventKinds.isMedia(type) ? 1 : 0;
    sums[SOCIAL] += EventKinds.isSocial(type) ? 1 : 0;
    long active = measures.activeMillis(event.silver);
    int side = active < 0 ? ACTIVE_MILLIS_OFF : ACTIVE_MILLIS;
    sums[side] = Sums.plus(sums[side], Math.abs(active));
    String who = Columns.string(event.silver, learner);
    if (who != null) {
      sums[LEARNED]++;
      long hash = hash(who);
      sums[UPPER_HASHES] += hash >>> Integer.SIZE;
      sums[LOWER_HASHES] += hash & LOWER_HALF;
    }
  }

  /** Active time as it was told, in milliseconds. */
  static long activeMillis(Session session) {
    return session.sum(ACTIVE_MILLIS) - session.sum(ACTIVE_MILLIS_OFF);
  }

  /** Whether those who were summed up are all this one: a sum has no room for a set. */
  static boolean areAll(String learner, Session session) {
    long learned = session.sum(LEARNED);
    long hash = hash(learner);
    return learned * (hash >>> Integer.SIZE) == session.sum(UPPER_HASHES)
        && learned * (hash & LOWER_HALF) == session.sum(LOWER_HASHES);
  }

  /** FNV-1a, whose last bits are mixed: ids that differ in one digit have nothing in common. */
  private static long hash(String learner) {
    long hash = FNV_BASIS;
    for (int i = 0; i < learner.length(); i++) {
      hash = (hash ^ learner.charAt(i)) * FNV_PRIME;
    }

    hash = (hash ^ hash >>> 33) * MIX;
    return hash ^ hash >>> 29;
  }

  @Override
  public int flags(EventEnvelope event, int known) {
    return known == 0 && measures.reportsActive(event.silver) ? REPORTS_ACTIVE : known;
  }

  @Override
  public StringData text(int text, EventEnvelope event) {
    RowData silver = event.silver;
    switch (text) {
      case ED_APP:
        return Columns.textOrNull(silver, edApp);
      case GROUP:
        return Columns.textOrNull(silver, group);
      case FEDERATED:
        return Columns.textOrNull(silver, federated);
      case STARTED:
        return silver.isNullAt(started)
            ? null
            : StringData.fromString(Long.toString(Columns.micros(silver, started)));
      case DURATION:
        return ends(silver) ? seconds(silver) : null;
      default:
        return ends(silver) ? silver.getString(action) : null;
    }
  }

  private boolean ends(RowData silver) {
    StringData what = Columns.textOrNull(silver, action);
    return LOGGED_OUT.equals(what) || TIMED_OUT.equals(what);
  }

  private StringData seconds(RowData silver) {
    if (silver.isNullAt(duration)) {
      return null;
    }

    DecimalData told = silver.getDecimal(duration, Measures.DIGITS, SECONDS_SCALE);
    return StringData.fromString(told.toString());
  }
}
