package io.eventlake.pipeline;

import io.eventlake.event.RawRecord;
import io.eventlake.event.SegmentChange;
import io.eventlake.event.SegmentValidity;
import io.eventlake.operator.segment.ChangeDecoder;
import io.eventlake.operator.segment.DecodeChangesFunction;
import io.eventlake.operator.segment.SegmentHistoryFunction;
import io.eventlake.table.rows.SegmentRows;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/**
 * The way of the segment table's changes to the rows of {@code silver.user_segments}.
 *
 * <pre>
 * change records ─► decode ─┐
 *                           ├─► by user ─► history ─► silver.user_segments
 * initial load ─────────────┘
 * </pre>
 */
public final class SegmentsPipeline {

  /** Begins the uids of the job's operators. */
  public static final String UID_PREFIX = "segments-";

  private static final TypeInformation<SegmentChange> CHANGES =
      TypeInformation.of(SegmentChange.class);

  private final RowTypes types;

  public SegmentsPipeline(RowTypes types) {
    this.types = types;
  }

  /**
   * Reads records as changes.
   *
   * @param uid of the step, without its prefix
   */
  public DataStream<SegmentChange> decode(
      DataStream<RawRecord> raw, ChangeDecoder decoder, String uid) {
    return raw.process(new DecodeChangesFunction(decoder), CHANGES)
        .name("Decode")
        .uid(UID_PREFIX + uid);
  }

  /** Wires the steps after the decoding and returns the rows of the table. */
  public DataStream<RowData> define(DataStream<SegmentChange> changes) {
    return changes
        .keyBy(change -> change.userIdHash)
        .process(new SegmentHistoryFunction(), TypeInformation.of(SegmentValidity.class))
        .name("Segment history")
        .uid(UID_PREFIX + "history")
        .map(SegmentRows::row, types.of(SegmentTables.USER_SEGMENTS))
        .name("Segment rows")
        .uid(UID_PREFIX + "rows");
  }
}
