package io.eventlake.operator.rebuild;

import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.table.rows.SessionColumns;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/**
 * Which revision a session has that is written in place of a row: that of the row where it would
 * say the same, else the next. Used by one task thread.
 */
public final class SessionRevisions implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RowDataSerializer rows;
  private final RowData.FieldGetter[] fields;
  private final SessionColumns columns;
  private final SessionRowMaker maker;

  /**
   * @param type of the rows of {@code silver.sessions}
   * @param maker of these rows
   */
  public SessionRevisions(RowType type, SessionRowMaker maker) {
    this.rows = new RowDataSerializer(type);
    this.columns = new SessionColumns(type);
    this.maker = maker;
    this.fields = new RowData.FieldGetter[type.getFieldCount()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = RowData.createFieldGetter(type.getTypeAt(i), i);
    }
  }

  /** Sets the session's revision by the row that is there now. */
  void revise(Session session, RowData row) {
    session.revision = columns.session(row).revision;
    RowData now = row(session);
    // What a row of release 0.1.0 does not tell is no difference.
    boolean tellsIdDerived = !row.isNullAt(columns.idDerived());
    if (!compared(row, tellsIdDerived).equals(compared(now, tellsIdDerived))) {
      session.revision++;
    }
  }

  private RowData row(Session session) {
    List<RowData> now = new ArrayList<>(1);
    maker.rows(new SessionWithSegments(session, null), now::add);
    if (now.size() != 1) {
      throw new IllegalStateException(
          "silver.sessions has one row of a session: its maker gives " + now.size());
    }

    return now.get(0);
  }

  private RowData compared(RowData row, boolean withIdDerived) {
    GenericRowData compared = new GenericRowData(fields.length);
    for (int i = 0; i < fields.length; i++) {
      boolean counts = withIdDerived || i != columns.idDerived();
      compared.setField(i, counts ? fields[i].getFieldOrNull(row) : null);
    }

    return rows.toBinaryRow(compared).copy();
  }
}
