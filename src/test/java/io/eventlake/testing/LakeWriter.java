package io.eventlake.testing;

import io.eventlake.table.TableDefinitions;
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
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.io.DataWriter;

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
    Map<PartitionKey, List<Record>> partitions = new LinkedHashMap<>();
    InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
    for (Map<String, ?> row : rows) {
      Record record = record(table, row);
      PartitionKey key = new PartitionKey(table.spec(), table.schema());
      key.partition(wrapper.wrap(record));
      partitions.computeIfAbsent(key, k -> new ArrayList<>()).add(record);
    }

    AppendFiles append = table.newAppend();
    partitions.forEach((key, records) -> append.appendFile(write(table, key, records)));
    summary.forEach(append::set);
    append.commit();
  }

  /**
   * Takes away the rows with a value in a column, from the partition of the rows that were written
   * last; returns the file.
   */
  public static String delete(Table table, String column, Object value) {
    Schema key = table.schema().select(column);
    DataFile rows = table.currentSnapshot().addedDataFiles(table.io()).iterator().next();
    String location =
        table
            .locationProvider()
            .newDataLocation(table.spec(), rows.partition(), UUID.randomUUID() + ".parquet");
    EqualityDeleteWriter<Record> writer =
        new GenericAppenderFactory(
                table.schema(), table.spec(), new int[] {key.columns().get(0).fieldId()}, key, null)
            .newEqDeleteWriter(
                EncryptedFiles.plainAsEncryptedOutput(table.io().newOutputFile(location)),
                FileFormat.PARQUET,
                rows.partition());
    try (writer) {
      Record deleted = GenericRecord.create(key);
      deleted.setField(column, value);
      writer.write(deleted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();
    return location;
  }

  /** A value for a struct column, given by field. */
  public static Record struct(TableName table, String column, Map<String, ?> fields) {
    Record struct =
        GenericRecord.create(TableDefinitions.of(table).schema().findType(column).asStructType());
    fields.forEach(struct::setField);
    return struct;
  }

  private static Record record(Table table, Map<String, ?> row) {
    Record record = GenericRecord.create(table.schema());
    row.forEach(record::setField);
    return record;
  }

  private static DataFile write(Table table, PartitionKey key, List<Record> records) {
    String name = UUID.randomUUID() + ".parquet";
    String location = table.locationProvider().newDataLocation(table.spec(), key, name);
    GenericAppenderFactory files = new GenericAppenderFactory(table.schema(), table.spec());
    DataWriter<Record> writer =
        files.newDataWriter(
            EncryptedFiles.plainAsEncryptedOutput(table.io().newOutputFile(location)),
            FileFormat.PARQUET,
            key);
    try (writer) {
      writer.write(records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return writer.toDataFile();
  }
}
