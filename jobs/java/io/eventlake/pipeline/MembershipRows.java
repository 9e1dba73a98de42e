package io.eventlake.pipeline;

import io.eventlake.operator.rebuild.MembershipOrSession;
import io.eventlake.table.rows.Columns;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Reads memberships off rows of {@code silver.user_segments}. */
final class MembershipRows implements MapFunction<RowData, MembershipOrSession> {

  private static final long serialVersionUID = 1L;

  private final int userIdHash;
  private final int segmentKey;
  private final int validFrom;
  private final int validTo;

  MembershipRows(RowType type) {
    userIdHash = Columns.position(type, "user_id_hash");
    segmentKey = Columns.position(type, "segment_key");
    validFrom = Columns.position(type, "valid_from");
    validTo = Columns.position(type, "valid_to");
  }

  @Override
  public MembershipOrSession map(RowData row) {
    return MembershipOrSession.membership(
        Columns.string(row, userIdHash),
        Columns.string(row, segmentKey),
        Columns.millis(row, validFrom),
        row.isNullAt(validTo) ? Long.MAX_VALUE : Columns.millis(row, validTo));
  }
}
