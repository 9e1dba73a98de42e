package io.eventlake.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.job.Lakes;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.table.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code sql/} is read, and DuckDB runs it over tables without rows. */
@TestInstance(Lifecycle.PER_CLASS)
class SqlFilesTest {

  private static final Path SQL = Path.of("sql");
  private static final Path VIEWS = SQL.resolve("views");

  /** Views that others read come first. */
  private static final List<String> FIRST =
      List.of("v_daily_funnel.sql", "v_session_segments.sql", "v_current_sessions.sql");

  private MemoryRelations lake;

  @BeforeAll
  void open() throws SQLException, IOException {
    lake = MemoryRelations.open();
    for (TableDefinition table : Lakes.tables().definitions()) {
      List<String> columns = new ArrayList<>();
      for (Types.NestedField field : table.schema().columns()) {
        columns.addAll(List.of(field.name(), athena(field.type())));
      }

      lake.table(table.name().layer(), table.name().table(), columns.toArray(String[]::new));
    }

    for (Path file : views()) {
      AthenaStatement view = lake.parse(query(file));
      lake.view(
          "gold",
          file.getFileName().toString().replace(".sql", ""),
          lake.described(view.toDuckDb()));
    }
  }

  @AfterAll
  void close() throws SQLException {
    lake.close();
  }

  static Stream<Path> files() throws IOException {
    return Files.walk(SQL)
        .filter(file -> file.toString().endsWith(".sql"))
        .filter(file -> !file.startsWith(SQL.resolve("redshift")))
        .sorted();
  }

  private static List<Path> views() throws IOException {
    List<Path> first =
        FIRST.stream().map(VIEWS.resolve("web")::resolve).collect(Collectors.toList());
    List<Path> all = new ArrayList<>(first);
    try (Stream<Path> files = files()) {
      files.filter(file -> file.startsWith(VIEWS) && !first.contains(file)).forEach(all::add);
    }

    return all;
  }

  /** Of a view what it shows; parameters get a value. */
  private static String query(Path file) throws IOException {
    return SqlScript.statements(Files.readString(file))
        .get(0)
        .replaceFirst("(?is)^CREATE.*? AS\\s+", "");
  }

  @ParameterizedTest
  @MethodSource("files")
  void runs(Path file) throws IOException, SQLException {
    for (String statement : SqlScript.statements(Files.readString(file))) {
      String query =
          statement
              .replaceFirst("(?is)^CREATE OR REPLACE VIEW.*? AS\\s+", "")
              .replace("${session_id}", "b.\"session\".session_id")
              .replace("${user_id_hash}", "b.\"user\".user_id_hash")
              .replace("${open_since}", "2026-11-20 08:00:00");
      AthenaStatement read = lake.parse(query);

      assertThat(read.isQuery()).isTrue();
      assertThat(read.relations()).isNotEmpty();
      assertThat(read.names()).isNotEmpty().allMatch(name -> !name.startsWith("_col"));
      assertThat(lake.duck("SELECT count(*) FROM (" + read.toDuckDb() + ")")).hasSize(1);
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
