package io.eventlake.table.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.event.Session;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import io.eventlake.testing.DdlRowType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** The columns that the rooms of all families rely on, by name. */
class SystemColumnsTest {

  private static final Path DDL = Path.of("iceberg-ddl");
  private static final String LOOKALIKE = "u-" + new UUID(1, 2);

  /** Also of a family that is to come: a folder of DDL with silver events is one. */
  @Test
  void everyFamilysTablesHaveThem() throws IOException {
    assertThat(families()).extracting(TableSet::name).contains("web");
    for (TableSet family : families()) {
      has(family, TableName.BRONZE_EVENTS, BronzeColumns::new);
      has(family, TableName.SILVER_EVENTS, SilverColumns::new);
      if (family.contains(TableName.SESSIONS)) {
        has(family, TableName.SESSIONS, SessionColumns::new);
      }
    }
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

  private static List<TableSet> families() throws IOException {
    try (Stream<Path> folders = Files.list(DDL)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("silver/events.sql")))
          .map(folder -> TableSet.of(folder.getFileName().toString()))
          .toList();
    }
  }

  private static void has(TableSet family, TableName table, Function<RowType, ?> columns) {
    assertThatCode(() -> columns.apply(family.rowType(table)))
        .as("%s of %s", table, family)
        .doesNotThrowAnyException();
  }
}
