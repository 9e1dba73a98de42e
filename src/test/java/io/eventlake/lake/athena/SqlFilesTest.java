package io.eventlake.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.family.product.ProductTables;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.StreamingJob;
import io.eventlake.job.xp.XpTables;
import io.eventlake.lake.sql.SqlFiles;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code sql/} is read, and DuckDB runs it over its family's tables without rows. */
@TestInstance(Lifecycle.PER_CLASS)
class SqlFilesTest {

  private static final List<String> KINDS = List.of("audit", "checks", "views", "reports", "demo");

  /** Views that others read come first. */
  private static final List<String> FIRST =
      List.of("v_daily_funnel", "v_session_segments", "v_current_sessions");

  /** By the name of the family. */
  private final Map<String, MemoryRelations> lakes = new HashMap<>();

  @BeforeAll
  void open() throws SQLException {
    for (TableSet family : families()) {
      MemoryRelations lake = MemoryRelations.open();
      lakes.put(family.name(), lake);
      for (TableDefinition table : family.definitions()) {
        List<String> columns = new ArrayList<>();
        for (Types.NestedField field : table.schema().columns()) {
          columns.addAll(List.of(field.name(), athena(field.type())));
        }

        lake.table(table.name().layer(), table.name().table(), columns.toArray(String[]::new));
      }

      for (String file : views(family)) {
        AthenaStatement view = lake.parse(query(file));
        lake.view(database(file), SqlFiles.name(file), lake.described(view.toDuckDb()));
      }
    }
  }

  @AfterAll
  void close() throws SQLException {
    for (MemoryRelations lake : lakes.values()) {
      lake.close();
    }
  }

  private static List<TableSet> families() {
    Stream<TableSet> ofEvents =
        JobCatalog.streaming().stream()
            .map(StreamingJob::tables)
            .filter(tables -> tables.contains(TableName.BRONZE_EVENTS));
    return Stream.concat(ofEvents, Stream.of(ProductTables.set(), XpTables.set())).toList();
  }

  static Stream<Arguments> files() {
    return families().stream()
        .flatMap(
            family ->
                KINDS.stream()
                    .flatMap(
                        kind ->
                            Stream.concat(
                                SqlFiles.of(kind, family).stream(),
                                family.contains(TableName.BRONZE_EVENTS)
                                    ? SqlFiles.ofAll(kind).stream()
                                    : Stream.empty()))
                    .map(file -> Arguments.of(family.name(), file)));
  }

  private static List<String> views(TableSet family) {
    List<String> views = new ArrayList<>(SqlFiles.of("views", family));
    views.sort(Comparator.comparing(file -> !FIRST.contains(SqlFiles.name(file))));
    return views;
  }

  /** Where a view is. */
  private static String database(String file) {
    return SqlResource.read(file).contains("VIEW silver.") ? "silver" : "gold";
  }

  /** Of a view what it shows. */
  private static String query(String file) {
    return SqlScript.statements(SqlResource.read(file))
        .get(0)
        .replaceFirst("(?is)^CREATE.*? AS\\s+", "");
  }

  @ParameterizedTest
  @MethodSource("files")
  void runs(String family, String file) throws SQLException {
    MemoryRelations lake = lakes.get(family);
    for (String statement : SqlScript.statements(SqlResource.read(file))) {
      String query =
          statement
              .replaceFirst("(?is)^CREATE OR REPLACE VIEW.*? AS\\s+", "")
              .replace("${session_id}", bronze(family, "session"))
              .replace("${user_id_hash}", bronze(family, "user"))
              .replace("${events_only}", family.equals("caliper") ? " WHERE b.kind = 'event'" : "")
              .replace("${open_since}", "2026-11-20 08:00:00");
      AthenaStatement read = lake.parse(query);

      assertThat(read.isQuery()).isTrue();
      assertThat(read.relations()).isNotEmpty();
      assertThat(read.names()).isNotEmpty().allMatch(name -> !name.startsWith("_col"));
      assertThat(lake.duck("SELECT count(*) FROM (" + read.toDuckDb() + ")")).hasSize(1);
    }
  }

  /** Any id of a session or a user: in web within an object. */
  private static String bronze(String family, String who) {
    String id = who.equals("user") ? "user_id_hash" : "session_id";
    return family.equals("web") ? "b.\"" + who + "\"." + id : id;
  }

  /** Nothing lies where it is not found. */
  @Test
  void everyFileIsOfAFamily() throws IOException {
    Set<String> found = new TreeSet<>();
    files().forEach(file -> found.add("sql/" + file.get()[1]));
    try (Stream<Path> all = Files.walk(Path.of("sql"))) {
      assertThat(
              all.map(file -> file.toString().replace('\\', '/'))
                  .filter(file -> file.endsWith(".sql") && !file.startsWith("sql/redshift/"))
                  // Halves of statements; MartRunTest runs whole ones.
                  .filter(file -> !file.startsWith("sql/marts/")))
          .containsExactlyInAnyOrderElementsOf(found);
    }
  }

  private static String athena(Type type) {
    switch (type.typeId()) {
      case LONG:
        return "bigint";
      case STRING:
        return "varchar";
      case BINARY:
        return "varbinary";
      case TIMESTAMP:
        return "timestamp(6)";
      case LIST:
        return "array(" + athena(type.asListType().elementType()) + ")";
      case MAP:
        return "map("
            + athena(type.asMapType().keyType())
            + ", "
            + athena(type.asMapType().valueType())
            + ")";
      case STRUCT:
        return type.asStructType().fields().stream()
            .map(field -> field.name() + " " + athena(field.type()))
            .collect(Collectors.joining(", ", "row(", ")"));
      default:
        return type.toString().toLowerCase(Locale.ROOT);
    }
  }
}
