package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.table.TableName;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.WriteResult;

/** Writes rows to files of their tables which no snapshot names yet. */
public final class LakeFiles {

  private LakeFiles() {}

  /**
   * Writes the rows of bounded streams.
   *
   * @param uidPrefix put before the uid of every operator
   * @return what was written, when the input has ended
   */
  public static DataStream<WrittenFiles> write(
      LakeCatalog lake, Map<TableName, DataStream<RowData>> rows, String uidPrefix) {
    DataStream<WrittenFiles> all = null;
    for (Map.Entry<TableName, DataStream<RowData>> entry : rows.entrySet()) {
      TableName table = entry.getKey();
      DataStream<WrittenFiles> written =
          entry
              .getValue()
              .transform(
                  "Write " + table,
                  Types.POJO(WrittenFiles.class),
                  new TableWriterOperator(lake, lake.set().definition(table)))
              .uid(uidPrefix + "write-" + table.layer() + "-" + table.table());
      all = all == null ? written : all.union(written);
    }

    return all;
  }

  /**
   * The files of one table, of rows without retractions.
   *
   * @throws LakeException when they hold other than the rows that were written
   */
  public static List<DataFile> of(Table table, TableName name, Collection<WrittenFiles> written) {
    WriteResult result = withDeletes(table, name, written);
    if (result.deleteFiles().length > 0) {
      throw new LakeException(name + ": rows were retracted that were never handed over");
    }

    return List.of(result.dataFiles());
  }

  /**
   * The files of one table, with the deletes of what was retracted by its key.
   *
   * @throws LakeException when they hold other than the rows that were written
   */
  public static WriteResult withDeletes(
      Table table, TableName name, Collection<WrittenFiles> written) {
    WriteResult.Builder files = WriteResult.builder();
    long rows = 0;
    for (WrittenFiles part : written) {
      if (part.table.equals(name.toString())) {
        files.add(FilesFormat.read(part.files, table.specs()));
        rows += part.addedRows;
      }
    }

    WriteResult result = files.build();
    long records = Arrays.stream(result.dataFiles()).mapToLong(DataFile::recordCount).sum();
    if (records != rows) {
      throw new LakeException(
          name + ": " + rows + " rows were handed over, their files hold " + records);
    }

    return result;
  }
}
