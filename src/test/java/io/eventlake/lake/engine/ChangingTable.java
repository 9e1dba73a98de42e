package io.eventlake.lake.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * A table to which everything happens that Iceberg allows: rows are appended and deleted by value
 * and by position, columns added, dropped, renamed, widened, and partitions drawn otherwise.
 */
final class ChangingTable {

  static final Schema SCHEMA =
      new Schema(
          Types.NestedField.optional(1, "id", Types.IntegerType.get()),
          Types.NestedField.optional(2, "name", Types.StringType.get()),
          Types.NestedField.optional(3, "day", Types.DateType.get()),
          Types.NestedField.optional(4, "ts", Types.TimestampType.withoutZone()),
          Types.NestedField.optional(5, "amount", Types.DecimalType.of(9, 2)),
          Types.NestedField.optional(
              6, "tags", Types.ListType.ofOptional(7, Types.StringType.get())),
          Types.NestedField.optional(
              8,
              "who",
              Types.StructType.of(
                  Types.NestedField.optional(9, "user", Types.StringType.get()),
                  Types.NestedField.optional(10, "seen", Types.TimestampType.withoutZone()))),
          Types.NestedField.optional(11, "score", Types.DoubleType.get()));

  private static final double[] SCORES = {Double.NaN, Double.POSITIVE_INFINITY, -0.5, 0, 1.5};

  private final Table table;
  private final Random random;
  private final List<DataFile> files = new ArrayList<>();
  private int added;

  ChangingTable(Table table, Random random) {
    this.table = table;
    this.random = random;
  }

  /** Makes one change and says which. */
  String change() {
    switch (random.nextInt(9)) {
      case 0:
      case 1:
        return deleteByValue();
      case 2:
        return deleteByPosition();
      case 3:
        return changeColumns();
      case 4:
        return changePartitions();
      default:
        return append();
    }
  }

  private String append() {
    Map<PartitionKey, List<Record>> partitions = new LinkedHashMap<>();
    int rows = 1 + random.nextInt(20);
    for (int i = 0; i < rows; i++) {
      Record row = row(table.schema());
      partitions.computeIfAbsent(key(row), key -> new ArrayList<>()).add(row);
    }

    var append = table.newAppend();
    partitions.forEach(
        (key, records) -> {
          DataFile file = write(key, records);
          files.add(file);
          append.appendFile(file);
        });
    append.commit();
    return "append " + rows;
  }

  /** In each partition of the current spec; without partitions the delete meets all files. */
  private String deleteByValue() {
    List<Types.NestedField> keys =
        table.schema().columns().stream()
            .filter(column -> column.type().isPrimitiveType())
            .filter(column -> column.fieldId() <= 3)
            .filter(column -> random.nextBoolean())
            .collect(Collectors.toList());
    if (keys.isEmpty()) {
      return "nothing";
    }

    int[] ids = keys.stream().mapToInt(Types.NestedField::fieldId).toArray();
    RowDelta delta = table.newRowDelta();
    int rows = 1 + random.nextInt(5);
    for (int i = 0; i < rows; i++) {
      Record row = row(table.schema());
      GenericAppenderFactory factory =
          new GenericAppenderFactory(table.schema(), table.spec(), ids, table.schema(), null);
      try (EqualityDeleteWriter<Record> writer =
          factory.newEqDeleteWriter(output(), FileFormat.PARQUET, key(row))) {
        writer.write(row);
        writer.close();
        delta.addDeletes(writer.toDeleteFile());
        if (random.nextBoolean()) {
          // As an upsert does: rows of the same commit stay.
          delta.addRows(write(key(row), List.of(row)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    delta.commit();
    return "delete by " + keys;
  }

  private String deleteByPosition() {
    if (files.isEmpty()) {
      return "nothing";
    }

    DataFile file = files.get(random.nextInt(files.size()));
    PartitionSpec spec = table.specs().get(file.specId());
    GenericAppenderFactory factory =
        new GenericAppenderFactory(table.schema(), spec, null, null, null);
    try (PositionDeleteWriter<Record> writer =
        factory.newPosDeleteWriter(output(), FileFormat.PARQUET, file.partition())) {
      writer.write(
          PositionDelete.<Record>create()
              .set(file.location(), random.nextInt((int) file.recordCount()), null));
      writer.close();
      table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return "delete by position";
  }

  private String changeColumns() {
    Types.NestedField name = table.schema().findField(2);
    Types.NestedField amount = table.schema().findField(5);
    switch (random.nextInt(5)) {
      case 0:
        table.updateSchema().renameColumn(name.name(), "name" + added++).commit();
        return "rename";
      case 1:
        table.updateSchema().addColumn("more" + added++, Types.LongType.get()).commit();
        return "add";
      case 2:
        table.updateSchema().updateColumn("id", Types.LongType.get()).commit();
        return "widen id";
      case 3:
        if (amount != null) {
          table.updateSchema().updateColumn("amount", Types.DecimalType.of(18, 2)).commit();
        }

        return "widen amount";
      default:
        if (amount != null && random.nextInt(3) == 0) {
          table.updateSchema().deleteColumn("amount").commit();
          table.updateSchema().addColumn("amount", Types.StringType.get()).commit();
        }

        return "drop amount, and another of its name";
    }
  }

  private String changePartitions() {
    boolean byDay = table.spec().fields().stream().anyMatch(f -> f.name().equals("day"));
    var change = table.updateSpec();
    if (byDay) {
      change.removeField("day");
    } else {
      change.addField("day", Expressions.ref("day"));
    }

    change.commit();
    return byDay ? "no partitions" : "partitions by day";
  }

  private Record row(Schema schema) {
    Record row = GenericRecord.create(schema);
    for (Types.NestedField column : schema.columns()) {
      row.setField(column.name(), random.nextInt(6) == 0 ? null : value(column.type()));
    }

    return row;
  }

  private Object value(Type type) {
    switch (type.typeId()) {
      case INTEGER:
        return random.nextInt(5);
      case LONG:
        return (long) random.nextInt(5);
      case STRING:
        return "n" + random.nextInt(3);
      case DOUBLE:
        return SCORES[random.nextInt(SCORES.length)];
      case DATE:
        return LocalDate.of(2026, 3, 7).plusDays(random.nextInt(3));
      case TIMESTAMP:
        return LocalDateTime.of(2026, 3, 8, 2, 30).plusNanos(1000L * random.nextInt());
      case DECIMAL:
        return BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000L, 2);
      case LIST:
        return random.nextBoolean() ? List.of() : List.of("a", "n" + random.nextInt(3));
      default:
        return row(type.asStructType().asSchema());
    }
  }

  private PartitionKey key(Record row) {
    PartitionKey key = new PartitionKey(table.spec(), table.schema());
    key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row));
    return key;
  }

  private DataFile write(PartitionKey key, List<Record> records) {
    GenericAppenderFactory factory = new GenericAppenderFactory(table.schema(), table.spec());
    try (DataWriter<Record> writer =
        factory.newDataWriter(output(), FileFormat.PARQUET, key.copy())) {
      writer.write(records);
      writer.close();
      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EncryptedOutputFile output() {
    String name = Path.of(table.location(), "data", UUID.randomUUID() + ".parquet").toString();
    return EncryptedFiles.plainAsEncryptedOutput(table.io().newOutputFile(name));
  }
}
