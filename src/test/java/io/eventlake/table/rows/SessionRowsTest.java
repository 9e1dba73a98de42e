package io.eventlake.table.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.Session;
import java.util.UUID;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/** Whose session a row is. */
class SessionRowsTest {

  private static final String LOOKALIKE = "u-" + new UUID(1, 2);

  @Test
  void theColumnSaysWhoMadeTheIdAndNotItsForm() {
    assertThat(SessionRows.isOfUser(stored(LOOKALIKE, false))).isFalse();
    assertThat(SessionRows.isOfUser(stored(LOOKALIKE, true))).isTrue();
    assertThat(SessionRows.isOfUser(stored("s1", false))).isFalse();
  }

  @Test
  void ofARowOf010TheFormDecides() {
    assertThat(SessionRows.isOfUser(stored(LOOKALIKE, null))).isTrue();
    assertThat(SessionRows.isOfUser(stored("s1", null))).isFalse();
  }

  /** As it comes back from the table. */
  private static Session stored(String id, Boolean derived) {
    Session session = new Session();
    session.rowKind = RowKind.INSERT;
    session.sessionId = id;
    session.idDerived = derived;
    return SessionRows.session((GenericRowData) SessionRows.row(session));
  }
}
