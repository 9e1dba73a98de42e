package io.eventlake.table.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.event.Session;
import io.eventlake.testing.DdlRowType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** The columns that the rooms of all families rely on, by name. */
class SystemColumnsTest {

  private static final Path DDL = Path.of("iceberg-ddl");
  private static final String LOOKALIKE = "u-" + new UUID(1, 2);

  /** Whose folder it is: the DDL of every family, also of one that is to come. */
  @Test
  void everyFamilysTablesHaveThem() throws IOException {
    assertThat(tables("bronze/events")).isNotEmpty().allSatisfy(has(BronzeColumns::new));
    assertThat(tables("silver/events")).isNotEmpty().allSatisfy(has(SilverColumns::new));
    assertThat(tables("silver/sessions")).isNotEmpty().allSatisfy(has(SessionColumns::new));
  }

  @Test
  void aTableWithoutOneIsRefused() {
    assertThatThrownBy(() -> new SilverColumns(DdlRowType.of("silver/sessions")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the table has no column event_id, which every family has");
  }

  @Test
  void theColumnSaysWhoMadeTheIdAndNotItsForm() {
    assertThat(SessionColumns.isOfUser(session(LOOKALIKE, false))).isFalse();
    assertThat(SessionColumns.isOfUser(session(LOOKALIKE, true))).isTrue();
    assertThat(SessionColumns.isOfUser(session("s1", false))).isFalse();
  }

  @Test
  void ofARowOf010TheFormDecides() {
    assertThat(SessionColumns.isOfUser(session(LOOKALIKE, null))).isTrue();
    assertThat(SessionColumns.isOfUser(session("s1", null))).isFalse();
  }

  /** As it comes back from the table. */
  private static Session session(String id, Boolean derived) {
    RowType type = DdlRowType.of("silver/sessions");
    GenericRowData row = new GenericRowData(type.getFieldCount());
    row.setField(type.getFieldIndex("session_id"), Columns.text(id));
    row.setField(type.getFieldIndex("id_derived"), derived);
    row.setField(type.getFieldIndex("session_start_ts"), Columns.timestamp(1));
    row.setField(type.getFieldIndex("session_end_ts"), Columns.timestamp(2));
    row.setField(type.getFieldIndex("events"), 3L);
    row.setField(type.getFieldIndex("truncated"), true);
    row.setField(type.getFieldIndex("revision"), 4);
    return new SessionColumns(type).session(row);
  }

  private static List<String> tables(String table) throws IOException {
    try (Stream<Path> files = Files.walk(DDL)) {
      return files
          .filter(file -> file.endsWith(Path.of(table + ".sql")))
          .map(file -> DDL.relativize(file).toString().replaceAll("\\.sql$", ""))
          .toList();
    }
  }

  private static Consumer<String> has(Function<RowType, ?> columns) {
    return table -> columns.apply(DdlRowType.of(table));
  }
}
