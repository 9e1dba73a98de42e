package io.eventlake.operator.decode;

import io.eventlake.operator.count.CountedRecord;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.OutputTag;

/** The side outputs of {@link DecodeFunction}. */
public final class DecodeTags implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What became of each event: read, and one of the outcomes of decoding. */
  public static final OutputTag<CountedRecord> COUNTS =
      new OutputTag<>("decode-counts", TypeInformation.of(CountedRecord.class));

  /** Rows of {@code bronze.events}. */
  public final OutputTag<RowData> bronze;

  /** Rows of {@code bronze.dead_letters}. */
  public final OutputTag<RowData> deadLetters;

  /** Takes the row types of the two tables. */
  public DecodeTags(RowType bronze, RowType deadLetters) {
    this.bronze = new OutputTag<>("decode-bronze", InternalTypeInfo.of(bronze));
    this.deadLetters = new OutputTag<>("decode-dead-letters", InternalTypeInfo.of(deadLetters));
  }
}
