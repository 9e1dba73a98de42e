package io.eventlake.connector.iceberg.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.shaded.org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.iceberg.shaded.org.apache.parquet.example.data.Group;
import org.apache.iceberg.shaded.org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetWriter;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.iceberg.shaded.org.apache.parquet.io.LocalOutputFile;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageTypeParser;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageChecksumsTest {

  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.optional(1, "payout_cents", Types.LongType.get()),
          Types.NestedField.optional(2, "name", Types.StringType.get()));
  private static final int ROWS = 900;

  private static final int FLIPS = 600;

  /** A byte amid a page. */
  private static final int MIDDLE = 500;

  /** Small, so that there are several pages of several row groups. */
  private static final Map<String, String> SMALL =
      Map.of(
          "write.parquet.page-row-limit", "100",
          "write.parquet.row-group-check-min-record-count", "100",
          "write.parquet.row-group-size-bytes", "5000",
          "write.parquet.dict-size-bytes", "2000");

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("rows.parquet");
  }

  /** Anywhere in the file: who reads it all has the rows, a sentence here, or an error. */
  @ParameterizedTest
  @ValueSource(strings = {"zstd", "gzip", "uncompressed"})
  void noFlippedBitChangesRowsInSilence(String codec) throws IOException {
    write(Map.of("write.parquet.compression-codec", codec));
    assertThat(PageChecksums.damage(file)).isEmpty();
    List<String> rows = read();
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(42);
    int told = 0;
    for (int i = 0; i < FLIPS; i++) {
      int at = random.nextInt(good.length);
      Optional<String> damage = flipped(good, at, random.nextInt(Byte.SIZE));
      if (damage.isPresent()) {
        told++;
      } else if (canBeRead()) {
        assertThat(read()).as("byte %s", at).isEqualTo(rows);
      }
    }

    assertThat(told).isGreaterThan(FLIPS / 2);
  }

  @Test
  void namesColumnAndPage() throws IOException {
    write(Map.of("write.parquet.compression-codec", "uncompressed"));
    byte[] good = Files.readAllBytes(file);
    int at = new String(good, StandardCharsets.ISO_8859_1).indexOf("name-899");
    assertThat(flipped(good, at, 1).orElseThrow())
        .matches(
            "is damaged \\(column name: the page at byte \\d+ is not what its checksum was made"
                + " of\\)");
  }

  @Test
  void seesWhatIsCutEmptyOrMissing() throws IOException {
    write(Map.of());
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length; length += 97) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThat(PageChecksums.damage(file).orElseThrow()).startsWith("is damaged (its ");
    }

    Files.write(file, new byte[0]);
    assertThat(PageChecksums.damage(file)).hasValue("is damaged (its length is 0 bytes)");
    Files.delete(file);
    assertThat(PageChecksums.damage(file)).hasValue("is missing");
  }

  /** Others write pages without, or of the second version. */
  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  void aPageWithoutAChecksumIsNoDamage(WriterVersion version) throws IOException {
    for (boolean checksums : new boolean[] {true, false}) {
      writeAsOthers(version, checksums);
      assertThat(PageChecksums.damage(file)).isEmpty();
      byte[] good = Files.readAllBytes(file);
      assertThat(flipped(good, MIDDLE, 1).isPresent()).isEqualTo(checksums);
    }
  }

  private void writeAsOthers(WriterVersion version, boolean checksums) throws IOException {
    MessageType type =
        MessageTypeParser.parseMessageType("message rows { required binary name (UTF8); }");
    SimpleGroupFactory rows = new SimpleGroupFactory(type);
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(type)
            .withWriterVersion(version)
            .withDictionaryEncoding(false)
            .withPageWriteChecksumEnabled(checksums)
            .build()) {
      for (int i = 0; i < ROWS; i++) {
        writer.write(rows.newGroup().append("name", "name-" + i));
      }
    }
  }

  private void write(Map<String, String> more) throws IOException {
    Parquet.WriteBuilder builder =
        Parquet.write(org.apache.iceberg.Files.localOutput(file.toFile()))
            .schema(SCHEMA)
            .createWriterFunc(GenericParquetWriter::create)
            .overwrite()
            .setAll(SMALL)
            .setAll(more);
    try (FileAppender<Record> rows = builder.build()) {
      for (int i = 0; i < ROWS; i++) {
        Record row = GenericRecord.create(SCHEMA);
        row.setField("payout_cents", 3_450L + i % 7);
        row.setField("name", "name-" + i);
        rows.add(row);
      }
    }
  }

  private Optional<String> flipped(byte[] good, int at, int bit) throws IOException {
    byte[] bytes = good.clone();
    bytes[at] ^= (byte) (1 << bit);
    Files.write(file, bytes);
    return PageChecksums.damage(file);
  }

  private boolean canBeRead() {
    try {
      read();
      return true;
    } catch (IOException | RuntimeException e) { // an error is not silence
      return false;
    }
  }

  private List<String> read() throws IOException {
    List<String> rows = new ArrayList<>();
    try (CloseableIterable<Record> records =
        Parquet.read(org.apache.iceberg.Files.localInput(file.toFile()))
            .project(SCHEMA)
            .createReaderFunc(columns -> GenericParquetReaders.buildReader(SCHEMA, columns))
            .build()) {
      records.forEach(row -> rows.add(row.toString()));
    }

    return rows;
  }
}
