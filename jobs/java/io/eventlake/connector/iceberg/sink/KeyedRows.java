package io.eventlake.connector.iceberg.sink;

import java.io.IOException;
import java.util.Set;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.deletes.DeleteGranularity;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.RowDataWrapper;
import org.apache.iceberg.types.TypeUtil;

/**
 * Rows of a table with a key. A retraction becomes an equality delete, or a position delete where
 * the row it is for was written in the same checkpoint.
 */
final class KeyedRows extends PartitionedRows {

  private final Schema written;
  private final Schema key;
  private final RowDataWrapper row;

  KeyedRows(RowWriters table) {
    super(table);
    this.written = table.written;
    this.key = TypeUtil.select(written, Set.copyOf(table.keyIds));
    this.row = new RowDataWrapper(FlinkSchemaUtil.convert(written), written.asStruct());
  }

  @Override
  Partition open(PartitionKey partition) {
    return new Changes(partition);
  }

  /** The data files and delete files of a partition. */
  private final class Changes extends BaseEqualityDeltaWriter implements Partition {

    private Changes(PartitionKey partition) {
      super(partition, written, key, DeleteGranularity.FILE);
    }

    @Override
    public void write(RowData change) throws IOException {
      switch (change.getRowKind()) {
        case INSERT:
        case UPDATE_AFTER:
          super.write(change);
          break;
        default:
          delete(change);
      }
    }

    @Override
    protected StructLike asStructLike(RowData data) {
      return row.wrap(data);
    }

    /** Deletes come as whole rows. */
    @Override
    protected StructLike asStructLikeKey(RowData data) {
      throw new UnsupportedOperationException("a delete by a key alone");
    }
  }
}
