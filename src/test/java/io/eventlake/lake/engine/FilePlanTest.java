package io.eventlake.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.lake.athena.RowCondition;
import io.eventlake.lake.athena.RowCondition.Extreme;
import io.eventlake.lake.athena.RowCondition.Operator;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many files are planned for what is asked. */
class FilePlanTest {

  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.optional(1, "day", Types.DateType.get()),
          Types.NestedField.optional(2, "id", Types.IntegerType.get()),
          Types.NestedField.optional(3, "score", Types.DoubleType.get()));

  private static final LocalDate FIRST = LocalDate.parse("2026-11-18");

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private Table table;

  /** Three days of ten numbers each; no number is null. */
  @BeforeEach
  void create() {
    catalog.initialize("lake", Map.of());
    catalog.createNamespace(Namespace.of("odd"));
    table =
        catalog.createTable(
            TableIdentifier.of("odd", "t"),
            SCHEMA,
            PartitionSpec.builderFor(SCHEMA).identity("day").build());
    var append = table.newAppend();
    for (int i = 0; i < 3; i++) {
      Metrics metrics =
          new Metrics(
              10L,
              null,
              Map.of(1, 10L, 2, 10L, 3, 10L),
              Map.of(1, 0L, 2, 0L, 3, 0L),
              Map.of(3, 0L),
              Map.of(1, day(i), 2, bound(10 * i), 3, bound(10.0 * i)),
              Map.of(1, day(i), 2, bound(10 * i + 9), 3, bound(10.0 * i + 9)));
      append.appendFile(
          DataFiles.builder(table.spec())
              .withPath("/data/" + i + ".parquet")
              .withPartitionPath("day=" + FIRST.plusDays(i))
              .withFileSizeInBytes(1)
              .withMetrics(metrics)
              .build());
    }

    append.commit();
  }

  @AfterEach
  void close() throws Exception {
    catalog.close();
  }

  @Test
  void aDay() {
    assertThat(planned(test("day", Operator.IN, FIRST))).containsExactly("0");
    assertThat(planned(test("day", Operator.AT_LEAST, FIRST.plusDays(1))))
        .containsExactly("1", "2");
    assertThat(planned(test("day", Operator.NULL))).isEmpty();
  }

  @Test
  void bounds() {
    assertThat(planned(test("id", Operator.IN, 3L, 25L))).containsExactly("0", "2");
    assertThat(planned(test("id", Operator.BELOW, 10L))).containsExactly("0");
    assertThat(planned(test("id", Operator.AT_MOST, 10L))).containsExactly("0", "1");
    assertThat(planned(test("id", Operator.ABOVE, 19L))).containsExactly("2");
    assertThat(planned(test("id", Operator.ABOVE, Long.MAX_VALUE))).isEmpty();
    assertThat(planned(test("id", Operator.NULL))).isEmpty();
    assertThat(planned(test("id", Operator.NOT_NULL))).hasSize(3);
  }

  @Test
  void sums() {
    RowCondition day = test("day", Operator.IN, FIRST);
    RowCondition id = test("id", Operator.IN, 25L);

    assertThat(planned(day.or(id))).containsExactly("0", "2");
    assertThat(planned(day.and(id))).isEmpty();
    assertThat(planned(day.or(RowCondition.all()))).hasSize(3);
  }

  /** A double may be NaN, a text no number, a time is between days. */
  @Test
  void whatCouldBeComparedOtherwiseKeepsAll() {
    assertThat(planned(test("score", Operator.ABOVE, 100L))).hasSize(3);
    assertThat(planned(test("id", Operator.IN, "3"))).hasSize(3);
    assertThat(planned(test("day", Operator.BELOW, FIRST.atStartOfDay()))).hasSize(3);
    assertThat(planned(test("other", Operator.IN, 3L))).hasSize(3);
  }

  /** A snapshot has the columns that it was written with, under names of then. */
  @Test
  void columnWhoseNameWasAnotherKeepsAll() {
    long then = table.currentSnapshot().snapshotId();
    table.updateSchema().renameColumn("id", "number").commit();
    table.updateSchema().addColumn("id", Types.LongType.get()).commit();

    assertThat(planned(then, test("number", Operator.IN, 3L))).hasSize(3);
    assertThat(planned(then, test("id", Operator.IN, 3L))).hasSize(3);
    assertThat(planned(then, test("day", Operator.IN, FIRST))).containsExactly("0");
  }

  @Test
  void theGreatestAndTheLeast() {
    assertThat(extreme("id", Extreme.GREATEST)).containsExactly("2");
    assertThat(extreme("day", Extreme.LEAST)).containsExactly("0");
    assertThat(extreme("score", Extreme.GREATEST)).as("it may be NaN").hasSize(3);
    assertThat(extreme("other", Extreme.GREATEST)).hasSize(3);
    assertThat(planned(RowCondition.extreme("id", Extreme.GREATEST)))
        .as("of some of the rows")
        .hasSize(3);
  }

  /** Perhaps the greatest was deleted, or all of the file's rows. */
  @Test
  void aFileWithDeletesRulesOutNoOther() {
    table
        .newRowDelta()
        .addDeletes(
            FileMetadata.deleteFileBuilder(table.spec())
                .ofPositionDeletes()
                .withPath("/data/delete.parquet")
                .withPartitionPath("day=" + FIRST.plusDays(2))
                .withFileSizeInBytes(1)
                .withRecordCount(1)
                .build())
        .commit();

    FilePlan plan =
        FilePlan.of(
            table,
            table.currentSnapshot().snapshotId(),
            RowCondition.extreme("id", Extreme.GREATEST));
    assertThat(plan.whole()).containsExactly("/data/1.parquet");
    assertThat(plan.touched()).hasSize(1);
    assertThat(extreme("id", Extreme.LEAST)).containsExactly("0");
  }

  /** A compaction brings nothing, and what was deleted since was appended all the same. */
  @Test
  void whatWasAppendedBetweenTwoSnapshots() {
    long first = table.currentSnapshot().snapshotId();
    table.newAppend().appendFile(file(3)).commit();
    table.newRewrite().deleteFile(file(3)).addFile(file(4)).commit();
    table.newAppend().appendFile(file(5)).commit();
    long last = table.currentSnapshot().snapshotId();
    table.newDelete().deleteFile("/data/5.parquet").commit();

    assertThat(appended(first, last, RowCondition.all())).containsExactly("3", "5");
    assertThat(appended(null, last, RowCondition.all())).containsExactly("0", "1", "2", "3", "5");
    assertThat(appended(last, last, RowCondition.all())).isEmpty();
    assertThat(appended(first, last, test("day", Operator.IN, FIRST.plusDays(5))))
        .containsExactly("5");
    assertThatThrownBy(() -> appended(last, first, RowCondition.all()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Collection<String> appended(Long since, long until, RowCondition asked) {
    return names(FilePlan.appended(table, since, until, Expressions.alwaysTrue(), asked));
  }

  private DataFile file(int number) {
    return DataFiles.builder(table.spec())
        .withPath("/data/" + number + ".parquet")
        .withPartitionPath("day=" + FIRST.plusDays(number))
        .withFileSizeInBytes(1)
        .withRecordCount(1)
        .build();
  }

  private Collection<String> extreme(String column, Extreme which) {
    RowCondition asked = RowCondition.extreme(column, which);
    return names(FilePlan.of(table, table.currentSnapshot().snapshotId(), asked));
  }

  private static RowCondition test(String column, Operator operator, Object... values) {
    return RowCondition.test(column, operator, List.of(values));
  }

  private Collection<String> planned(RowCondition asked) {
    return planned(table.currentSnapshot().snapshotId(), asked);
  }

  private Collection<String> planned(long snapshot, RowCondition asked) {
    return names(FilePlan.of(table, snapshot, Expressions.alwaysTrue(), asked));
  }

  private static Collection<String> names(FilePlan plan) {
    return plan.whole().stream()
        .map(file -> file.replaceAll("\\D", ""))
        .sorted()
        .collect(Collectors.toList());
  }

  private static ByteBuffer day(int number) {
    return bound((int) FIRST.plusDays(number).toEpochDay());
  }

  private static ByteBuffer bound(int value) {
    return Conversions.toByteBuffer(Types.IntegerType.get(), value);
  }

  private static ByteBuffer bound(double value) {
    return Conversions.toByteBuffer(Types.DoubleType.get(), value);
  }
}
