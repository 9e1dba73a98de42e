package io.eventlake.testing;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LakeReaderITCase {

  private static final TableIdentifier NAME = TableIdentifier.of("silver", "sessions");
  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private Table table;

  @BeforeEach
  void createTable() {
    catalog.initialize("lake", Map.of());
    catalog.createNamespace(Namespace.of("silver"));
    table =
        catalog.createTable(
            NAME, columns(), PartitionSpec.unpartitioned(), Map.of("format-version", "2"));
  }

  @AfterEach
  void closeCatalog() throws IOException {
    catalog.close();
  }

  @Test
  void tableWithoutSnapshotHasNoRows() {
    assertThat(LakeReader.rows(catalog, NAME)).isEmpty();
  }

  @Test
  void valuesArePlainJava() throws IOException {
    LocalDateTime noon = LocalDateTime.of(2026, 1, 5, 12, 0);
    Record user = GenericRecord.create(table.schema().findType("user").asStructType());
    user.setField("country", "IL");
    Record row = row("a");
    row.setField("at", noon);
    row.setField("payload", ByteBuffer.wrap(new byte[] {1, (byte) 0xFF}));
    row.setField("tags", List.of("x", "y"));
    row.setField("user", user);
    append(row);

    assertThat(LakeReader.rows(catalog, NAME))
        .containsExactly(
            Map.of(
                "id",
                "a",
                "at",
                noon,
                "payload",
                "01ff",
                "tags",
                List.of("x", "y"),
                "user",
                Map.of("country", "IL")));
  }

  @Test
  void deletedRowsAreNotThere() throws IOException {
    append(row("a"), row("b"));
    delete("a");
    append(row("c"));

    assertThat(LakeReader.rows(catalog, NAME)).extracting("id").containsExactlyInAnyOrder("b", "c");
  }

  private void append(Record... rows) throws IOException {
    DataWriter<Record> writer =
        new GenericAppenderFactory(table.schema())
            .newDataWriter(newFile(), FileFormat.PARQUET, null);
    try (writer) {
      writer.write(List.of(rows));
    }
    table.newAppend().appendFile(writer.toDataFile()).commit();
  }

  private void delete(String id) throws IOException {
    Schema key = table.schema().select("id");
    Record deleted = GenericRecord.create(key);
    deleted.setField("id", id);
    EqualityDeleteWriter<Record> writer =
        new GenericAppenderFactory(
                table.schema(), PartitionSpec.unpartitioned(), new int[] {1}, key, null)
            .newEqDeleteWriter(newFile(), FileFormat.PARQUET, null);
    try (writer) {
      writer.write(deleted);
    }
    table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();
  }

  private EncryptedOutputFile newFile() {
    String path = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
    return EncryptedFiles.encryptedOutput(
        table.io().newOutputFile(path), EncryptionKeyMetadata.empty());
  }

  private Record row(String id) {
    Record row = GenericRecord.create(table.schema());
    row.setField("id", id);
    return row;
  }

  private static Schema columns() {
    return new Schema(
        required(1, "id", Types.StringType.get()),
        optional(2, "at", Types.TimestampType.withoutZone()),
        optional(3, "payload", Types.BinaryType.get()),
        optional(4, "tags", Types.ListType.ofOptional(5, Types.StringType.get())),
        optional(6, "user", Types.StructType.of(optional(7, "country", Types.StringType.get()))));
  }
}
