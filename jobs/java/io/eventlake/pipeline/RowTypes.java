package io.eventlake.pipeline;

import io.eventlake.table.TableName;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.RowData;

/** The type of a table's rows. */
@FunctionalInterface
public interface RowTypes {

  TypeInformation<RowData> of(TableName table);
}
