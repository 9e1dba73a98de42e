package io.eventlake.operator.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.event.Session;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.table.rows.Columns;
import io.eventlake.testing.DdlRowType;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rebuild compares the rows that would be written, whatever columns a family has. */
class SessionRevisionsTest {

  private static final RowType TYPE = DdlRowType.of("silver/sessions");

  private static final SessionRowMaker MAKER =
      SessionRowMaker.one(joined -> row(joined.session, joined.session.text(0)));

  private final SessionRevisions revisions = new SessionRevisions(TYPE, MAKER);
  private final Session session = new Session();

  @BeforeEach
  void fill() {
    session.rowKind = RowKind.INSERT;
    session.sessionId = "s1";
    session.idDerived = false;
    session.startMillis = 1_000;
    session.endMillis = 2_000;
    session.events = 3;
    session.texts = new String[] {"/home"};
  }

  @Test
  void aRowThatSaysTheSameKeepsItsRevision() {
    revisions.revise(session, stored(5, "/home", false));

    assertThat(session.revision).isEqualTo(5);
  }

  @Test
  void oneThatDiffersInAColumnOfTheFamilyHasTheNext() {
    revisions.revise(session, stored(5, "/other", false));

    assertThat(session.revision).isEqualTo(6);
  }

  @Test
  void whatARowOf010DoesNotTellIsNoDifference() {
    revisions.revise(session, stored(5, "/home", null));
    assertThat(session.revision).isEqualTo(5);

    revisions.revise(session, stored(5, "/home", true));
    assertThat(session.revision).isEqualTo(6);
  }

  @Test
  void silverHasOneRowOfASession() {
    SessionRevisions none = new SessionRevisions(TYPE, (joined, rows) -> {});

    assertThatThrownBy(() -> none.revise(session, stored(5, "/home", false)))
        .hasMessage("silver.sessions has one row of a session: its maker gives 0");
  }

  private RowData stored(int revision, String page, Boolean idDerived) {
    GenericRowData row = row(session, page);
    row.setField(TYPE.getFieldIndex("revision"), revision);
    row.setField(TYPE.getFieldIndex("id_derived"), idDerived);
    return row;
  }

  private static GenericRowData row(Session session, String page) {
    GenericRowData row = new GenericRowData(TYPE.getFieldCount());
    row.setField(TYPE.getFieldIndex("session_id"), Columns.text(session.sessionId));
    row.setField(TYPE.getFieldIndex("session_start_ts"), Columns.timestamp(session.startMillis));
    row.setField(TYPE.getFieldIndex("session_end_ts"), Columns.timestamp(session.endMillis));
    row.setField(TYPE.getFieldIndex("events"), session.events);
    row.setField(TYPE.getFieldIndex("truncated"), session.truncated);
    row.setField(TYPE.getFieldIndex("revision"), session.revision);
    row.setField(TYPE.getFieldIndex("id_derived"), session.idDerived);
    row.setField(TYPE.getFieldIndex("first_page_url"), StringData.fromString(page));
    return row;
  }
}
