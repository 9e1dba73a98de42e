package io.eventlake.connector.iceberg.sink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.deletes.DeleteGranularity;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.SortingPositionOnlyDeleteWriter;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.RowDataWrapper;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.WriteResult;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.StructLikeMap;
import org.apache.iceberg.util.StructProjection;
import org.apache.iceberg.util.Tasks;

/**
 * Rows of a table with a key. A retraction becomes an equality delete, or a position delete where
 * the row it is for was written in the same checkpoint: a delete by key is for rows of earlier
 * snapshots alone. So where a row was written is kept until the checkpoint, also of files that are
 * closed by then.
 */
final class KeyedRows extends PartitionedRows {

  private final RowWriters table;
  private final Types.StructType keyType;
  private final RowDataWrapper row;
  private final StructProjection key;
  private final Map<PartitionKey, Written> checkpoint = new HashMap<>();
  private final WriteResult.Builder deletes = WriteResult.builder();
  private final List<DeleteFile> deleteFiles = new ArrayList<>();

  KeyedRows(RowWriters table) {
    super(table);
    this.table = table;
    Set<Integer> keyIds = Set.copyOf(table.keyIds);
    this.keyType = TypeUtil.select(table.written, keyIds).asStruct();
    this.row = new RowDataWrapper(FlinkSchemaUtil.convert(table.written), table.written.asStruct());
    this.key = StructProjection.create(table.written, keyIds);
  }

  @Override
  Partition open(PartitionKey partition) {
    return new Changes(
        partition, checkpoint.computeIfAbsent(partition, known -> new Written(partition)));
  }

  @Override
  public WriteResult complete() throws IOException {
    for (Written written : checkpoint.values()) {
      written.closeDeletes();
    }

    checkpoint.clear();
    return WriteResult.builder().add(super.complete()).add(deletes.build()).build();
  }

  @Override
  public void abort() throws IOException {
    super.abort();
    checkpoint.clear();
    Tasks.foreach(deleteFiles)
        .suppressFailureWhenFinished()
        .noRetry()
        .run(file -> table.table.io().deleteFile(file.location()));
  }

  private StructLike keyOf(RowData change) {
    return key.wrap(row.wrap(change));
  }

  private EncryptedOutputFile newFile(PartitionKey partition) {
    return partition == null
        ? table.files.newOutputFile()
        : table.files.newOutputFile(spec(), partition);
  }

  private void add(DeleteWriteResult written) {
    deletes.addDeleteFiles(written.deleteFiles());
    deletes.addReferencedDataFiles(written.referencedDataFiles());
    deleteFiles.addAll(written.deleteFiles());
  }

  /** The open files of a partition. */
  private final class Changes implements Partition {

    private final PartitionKey partition;
    private final Written written;
    private RollingFileWriter rows;
    private EqualityDeleteWriter<RowData> deletesByKey;

    private Changes(PartitionKey partition, Written written) {
      this.partition = partition;
      this.written = written;
    }

    @Override
    public void write(RowData change) throws IOException {
      switch (change.getRowKind()) {
        case INSERT:
        case UPDATE_AFTER:
          insert(change);
          break;
        default:
          delete(change);
      }
    }

    private void insert(RowData change) throws IOException {
      if (rows == null) {
        rows = new RollingFileWriter(partition);
      }

      written.insert(keyOf(change), rows.currentPath(), rows.currentRows());
      rows.write(change);
    }

    private void delete(RowData change) {
      if (written.delete(keyOf(change))) {
        return;
      }

      if (deletesByKey == null) {
        deletesByKey =
            table.appenders.newEqDeleteWriter(newFile(partition), FileFormat.PARQUET, partition);
      }

      deletesByKey.write(change);
    }

    @Override
    public void close() throws IOException {
      if (rows != null) {
        rows.close();
      }

      if (deletesByKey != null) {
        deletesByKey.close();
        add(deletesByKey.result());
      }
    }
  }

  /** The rows of a partition that this checkpoint has written, and those of them that are gone. */
  private final class Written {

    private final PartitionKey partition;
    private final Map<StructLike, Place> places = StructLikeMap.create(keyType);
    private final PositionDelete<RowData> position = PositionDelete.create();
    private SortingPositionOnlyDeleteWriter<RowData> deletesByPosition;

    private Written(PartitionKey partition) {
      this.partition = partition;
    }

    /** A second row of a key takes the first one's place. */
    private void insert(StructLike rowKey, CharSequence file, long place) {
      Place before = places.put(new KeyCopy(rowKey), new Place(file, place));
      if (before != null) {
        remove(before);
      }
    }

    /** False when the row is one of an earlier checkpoint. */
    private boolean delete(StructLike rowKey) {
      Place place = places.remove(rowKey);
      if (place != null) {
        remove(place);
      }

      return place != null;
    }

    private void remove(Place place) {
      if (deletesByPosition == null) {
        deletesByPosition =
            new SortingPositionOnlyDeleteWriter<>(
                () ->
                    table.appenders.newPosDeleteWriter(
                        newFile(partition), FileFormat.PARQUET, partition),
                DeleteGranularity.FILE);
      }

      deletesByPosition.write(position.set(place.file, place.row, null));
    }

    private void closeDeletes() throws IOException {
      if (deletesByPosition != null) {
        deletesByPosition.close();
        add(deletesByPosition.result());
      }
    }
  }

  /** A row's file and its number there, from 0. */
  private static final class Place {

    private final CharSequence file;
    private final long row;

    private Place(CharSequence file, long row) {
      this.file = file;
      this.row = row;
    }
  }

  /** A key's values, which outlive the row. */
  private static final class KeyCopy implements StructLike {

    private final Object[] values;

    private KeyCopy(StructLike key) {
      this.values = new Object[key.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = key.get(i, Object.class);
      }
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public <T> T get(int position, Class<T> type) {
      return type.cast(values[position]);
    }

    @Override
    public <T> void set(int position, T value) {
      throw new UnsupportedOperationException("a key that is kept");
    }
  }
}
