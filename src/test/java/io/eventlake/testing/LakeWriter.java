package io.eventlake.testing;

import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.ReplacePartitions;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.types.Types;

/** Writes rows to Iceberg tables without Flink: lakes for tests, made by hand. */
public final class LakeWriter {

  private LakeWriter() {}

  /** Appends rows, given by column, in one commit. */
  public static void append(Table table, Collection<? extends Map<String, ?>> rows) {
    append(table, rows, Map.of());
  }

  /** Appends rows in one commit that carries a summary. */
  public static void append(
      Table table, Collection<? extends Map<String, ?>> rows, Map<String, String> summary) {
    AppendFiles append = table.newAppend();
    files(table, rows).forEach(append::appendFile);
    summary.forEach(append::set);
    append.commit();
  }

  /** Files of rows, given by column, that no snapshot names yet. */
  public static List<DataFile> files(Table table, Collection<? extends Map<String, ?>> rows) {
    Map<PartitionKey, List<Record>> partitions = new LinkedHashMap<>();
    InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
    for (Map<String, ?> row : rows) {
      Record record = record(table, row);
      PartitionKey key = new PartitionKey(table.spec(), table.schema());
      key.partition(wrapper.wrap(record));
      partitions.computeIfAbsent(key, k -> new ArrayList<>()).add(record);
    }

    List<DataFile> files = new ArrayList<>();
    partitions.forEach((key, records) -> files.add(write(table, key, records)));
    return files;
  }

  /** Writes all rows anew for which a condition on partitions holds, as a rebuild does. */
  public static void rewrite(Table table, Expression partitions) {
    Map<PartitionKey, List<Record>> rows = new LinkedHashMap<>();
    InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
    try (CloseableIterable<Record> read = IcebergGenerics.read(table).where(partitions).build()) {
      for (Record row : read) {
        PartitionKey key = new PartitionKey(table.spec(), table.schema());
        key.partition(wrapper.wrap(row));
        rows.computeIfAbsent(key, none -> new ArrayList<>()).add(row.copy());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    ReplacePartitions replace = table.newReplacePartitions();
    rows.forEach((key, records) -> replace.addFile(write(table, key, records)));
    replace.commit();
  }

  /** Takes away the rows with these values, in one commit; those of a partition among them. */
  public static void delete(Table table, Map<String, ?> values) {
    PartitionKey partition = new PartitionKey(table.spec(), table.schema());
    partition.partition(
        new InternalRecordWrapper(table.schema().asStruct()).wrap(record(table, values)));
    delete(table, partition, values);
  }

  /**
   * Takes away the rows with a value in a column, from the partition of the rows that were written
   * last; returns the file.
   */
  public static String delete(Table table, String column, Object value) {
    DataFile rows = table.currentSnapshot().addedDataFiles(table.io()).iterator().next();
    return delete(table, rows.partition(), Map.of(column, value));
  }

  /** A delete of the rows with these values, of a table without partitions, in no snapshot yet. */
  public static DeleteFile deleteFile(Table table, Map<String, ?> values) {
    return deleteFile(table, null, values);
  }

  private static String delete(Table table, StructLike partition, Map<String, ?> values) {
    DeleteFile file = deleteFile(table, partition, values);
    table.newRowDelta().addDeletes(file).commit();
    return file.location();
  }

  private static DeleteFile deleteFile(Table table, StructLike partition, Map<String, ?> values) {
    Schema columns = table.schema().select(values.keySet());
    EncryptedOutputFile file = newFile(table, partition);
    EqualityDeleteWriter<Record> writer =
        new GenericAppenderFactory(
                table.schema(),
                table.spec(),
                columns.columns().stream().mapToInt(Types.NestedField::fieldId).toArray(),
                columns,
                null)
            .newEqDeleteWriter(file, FileFormat.PARQUET, partition);
    try (writer) {
      Record deleted = GenericRecord.create(columns);
      values.forEach(deleted::setField);
      writer.write(deleted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return writer.toDeleteFile();
  }

  /** A value for a struct column, given by field. */
  public static Record struct(TableName table, String column, Map<String, ?> fields) {
    Record struct =
        GenericRecord.create(
            Lakes.tables().definition(table).schema().findType(column).asStructType());
    fields.forEach(struct::setField);
    return struct;
  }

  private static Record record(Table table, Map<String, ?> row) {
    Record record = GenericRecord.create(table.schema());
    row.forEach(record::setField);
    return record;
  }

  private static DataFile write(Table table, PartitionKey key, List<Record> records) {
    GenericAppenderFactory files = new GenericAppenderFactory(table.schema(), table.spec());
    DataWriter<Record> writer = files.newDataWriter(newFile(table, key), FileFormat.PARQUET, key);
    try (writer) {
      writer.write(records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return writer.toDataFile();
  }

  private static EncryptedOutputFile newFile(Table table, StructLike key) {
    String name = UUID.randomUUID() + ".parquet";
    String location = table.locationProvider().newDataLocation(table.spec(), key, name);
    return EncryptedFiles.plainAsEncryptedOutput(table.io().newOutputFile(location));
  }
}
