package io.eventlake.connector.iceberg.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.job.Lakes;
import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.io.WriteResult;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/** Files as text between the writers, the committer and its state. */
class FilesFormatTest {

  private static final TableDefinition SILVER = Lakes.tables().definition(TableName.SILVER_EVENTS);
  private static final Map<Integer, PartitionSpec> SPECS = Map.of(0, SILVER.partitionSpec());

  private final WriteResult three =
      WriteResult.builder().addDataFiles(file("a"), file("b"), file("c")).build();

  @Test
  void comesBackAsItWas() {
    WriteResult read = FilesFormat.read(FilesFormat.write(three, SPECS), SPECS);

    assertThat(FilesFormat.json(read, SPECS)).isEqualTo(FilesFormat.json(three, SPECS));
    assertThat(FilesFormat.isEmpty(FilesFormat.write(three, SPECS))).isFalse();
  }

  @Test
  void takesAQuarterOfItsJson() {
    assertThat(FilesFormat.write(three, SPECS).length())
        .isLessThan(FilesFormat.json(three, SPECS).length() / 4);
  }

  @Test
  void readsWhatEarlierReleasesWrote() {
    String text = FilesFormat.json(three, SPECS);

    assertThat(FilesFormat.read(text, SPECS).dataFiles()).hasSize(3);
    assertThat(FilesFormat.isEmpty(text)).isFalse();
  }

  @Test
  void ofNoFilesIsWhatEarlierReleasesWrote() {
    WriteResult none = WriteResult.builder().build();

    assertThat(FilesFormat.write(none, SPECS)).isEqualTo(FilesFormat.json(none, SPECS));
    assertThat(FilesFormat.isEmpty(FilesFormat.write(none, SPECS))).isTrue();
    assertThat(FilesFormat.read(FilesFormat.write(none, SPECS), SPECS).dataFiles()).isEmpty();
  }

  /** With the metrics that a writer gives each column. */
  private static DataFile file(String name) {
    Map<Integer, Long> sizes = new HashMap<>();
    Map<Integer, Long> counts = new HashMap<>();
    Map<Integer, Long> nulls = new HashMap<>();
    Map<Integer, ByteBuffer> lower = new HashMap<>();
    Map<Integer, ByteBuffer> upper = new HashMap<>();
    for (Types.NestedField column : SILVER.schema().columns()) {
      int id = column.fieldId();
      sizes.put(id, 3_000L + 37 * id);
      counts.put(id, 10_000L);
      nulls.put(id, id * 11L);
      lower.put(id, ByteBuffer.wrap((name + id).repeat(5).getBytes(StandardCharsets.UTF_8)));
      upper.put(id, ByteBuffer.wrap((id + name).repeat(5).getBytes(StandardCharsets.UTF_8)));
    }

    return DataFiles.builder(SILVER.partitionSpec())
        .withPath("s3://bucket/silver/events/data/00007-0-" + name + ".parquet")
        .withFormat("parquet")
        .withPartitionPath("event_dt=2026-01-31/event_type=page_view")
        .withFileSizeInBytes(1_000_000)
        .withMetrics(new Metrics(10_000L, sizes, counts, nulls, Map.of(), lower, upper))
        .build();
  }
}
