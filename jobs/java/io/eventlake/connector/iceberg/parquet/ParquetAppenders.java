package io.eventlake.connector.iceberg.parquet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.FileAppenderFactory;
import org.apache.iceberg.io.OutputFile;

/** Opens the Parquet files of one table: data, and deletes by the table's key. */
public final class ParquetAppenders implements FileAppenderFactory<RowData>, AutoCloseable {

  private final ParquetSettings settings;
  private final ColumnPool columns;
  private final PartitionSpec spec;
  private final int[] keyIds;
  private final KeyColumns keys;
  private final PositionDeletes positions;
  private SortOrder order = SortOrder.unsorted();

  /**
   * Reads the table's properties.
   *
   * @param written the columns that rows have, with the table's ids
   * @param keyIds the columns by which a delete finds its row; empty for a table without deletes
   */
  public ParquetAppenders(Table table, Schema written, List<Integer> keyIds) {
    this(table, written, keyIds, Set.of());
  }

  /**
   * As the other.
   *
   * @param soughtBy columns that get a Bloom filter in files of data, where they are written, so
   *     that who looks for a value reads the files that have it
   */
  public ParquetAppenders(Table table, Schema written, List<Integer> keyIds, Set<String> soughtBy) {
    this.settings = new ParquetSettings(table, written, soughtBy);
    this.columns = new ColumnPool(settings, FlinkSchemaUtil.convert(written));
    this.spec = table.spec();
    this.keyIds = keyIds.stream().mapToInt(Integer::intValue).toArray();
    this.keys = keyIds.isEmpty() ? null : new KeyColumns(table, written, keyIds);
    this.positions = keyIds.isEmpty() ? null : new PositionDeletes(table);
  }

  /** Files of data from now on say that their rows are in an order. */
  public void rowsComeIn(SortOrder newOrder) {
    order = newOrder;
  }

  @Override
  public FileAppender<RowData> newAppender(OutputFile output, FileFormat format) {
    return new ParquetFile(settings, settings.footer, columns, output);
  }

  @Override
  public DataWriter<RowData> newDataWriter(
      EncryptedOutputFile output, FileFormat format, StructLike partition) {
    return new DataWriter<>(
        newAppender(output.encryptingOutputFile(), format),
        format,
        output.encryptingOutputFile().location(),
        spec,
        partition,
        output.keyMetadata(),
        order);
  }

  /** Takes whole rows and writes their key: a delete's other columns are not known. */
  @Override
  public EqualityDeleteWriter<RowData> newEqDeleteWriter(
      EncryptedOutputFile output, FileFormat format, StructLike partition) {
    Map<String, String> footer =
        keys.settings.footer(
            "delete-type",
            "equality",
            "delete-field-ids",
            Arrays.stream(keyIds).mapToObj(Integer::toString).collect(Collectors.joining(", ")));
    return new EqualityDeleteWriter<>(
        new ParquetFile(keys.settings, footer, keys.columns, output.encryptingOutputFile()),
        format,
        output.encryptingOutputFile().location(),
        spec,
        partition,
        output.keyMetadata(),
        null,
        keyIds);
  }

  @Override
  public PositionDeleteWriter<RowData> newPosDeleteWriter(
      EncryptedOutputFile output, FileFormat format, StructLike partition) {
    return new PositionDeleteWriter<>(
        positions.open(output.encryptingOutputFile()),
        format,
        output.encryptingOutputFile().location(),
        spec,
        partition,
        output.keyMetadata());
  }

  @Override
  public void close() {
    settings.close();
    if (keys != null) {
      keys.settings.close();
      positions.close();
    }
  }
}
