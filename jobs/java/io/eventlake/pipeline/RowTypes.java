package io.eventlake.pipeline;

import io.eventlake.table.TableName;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/** The type of a table's rows, its columns as defined. */
@FunctionalInterface
public interface RowTypes {

  RowType row(TableName table);

  default TypeInformation<RowData> of(TableName table) {
    return InternalTypeInfo.of(row(table));
  }
}
