package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.DdlRowType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * QuickSight's data sets name columns that are there, in types that it shows, and the grants are
 * enough to read them: the planner resolves each over tables that have what is granted, no more.
 */
class QuickSightDataSetsTest {

  private static final Path FILE = Path.of("deploy", "managed-flink", "quicksight");
  private static final JsonNode DECLARED = read();

  /** Gold is granted but for persons; of other layers the columns that are listed. */
  private static final Map<String, Set<String>> GRANTED = granted();

  private static final TableEnvironment TABLES = lake(GRANTED);

  static List<JsonNode> dataSets() {
    return children(DECLARED.get("dataSets"));
  }

  @ParameterizedTest
  @MethodSource("dataSets")
  void columnsAreThoseOfTheSourceInItsTypes(JsonNode dataSet) {
    Map<String, String> shown = new LinkedHashMap<>();
    for (Column column : rows(TABLES, dataSet).getResolvedSchema().getColumns()) {
      String type = quickSightType(column.getDataType().getLogicalType());
      if (type != null) {
        shown.put(column.getName(), type);
      }
    }

    assertThat(texts(dataSet.get("columns")))
        .as("columns of %s that QuickSight shows", dataSet.get("source"))
        .isEqualTo(shown);
  }

  @ParameterizedTest
  @MethodSource("dataSets")
  void idsAreTextAndTheDayIsAColumn(JsonNode dataSet) {
    Map<String, String> columns = texts(dataSet.get("columns"));
    columns.forEach(
        (name, type) -> {
          if (name.endsWith("_id")) {
            assertThat(type).as(name).isEqualTo("STRING");
          }
        });

    if (dataSet.has("day")) {
      assertThat(columns).containsEntry(dataSet.get("day").asText(), "DATETIME");
    }
  }

  @Test
  void everyColumnThatIsGrantedIsRead() {
    for (Map.Entry<String, JsonNode> grant : DECLARED.get("grants").properties()) {
      for (JsonNode column : grant.getValue()) {
        Map<String, Set<String>> less = new TreeMap<>(GRANTED);
        Set<String> columns = new HashSet<>(less.get(grant.getKey()));
        assertThat(columns.remove(column.asText()))
            .as("%s has %s", grant.getKey(), column)
            .isTrue();
        columns.add("something_else");
        less.put(grant.getKey(), columns);

        assertThatThrownBy(
                () -> {
                  TableEnvironment tables = lake(less);
                  dataSets().forEach(dataSet -> rows(tables, dataSet));
                })
            .as("without %s of %s", column, grant.getKey())
            .hasStackTraceContaining("Column '" + column.asText() + "' not found");
      }
    }
  }

  @Test
  void noPersonIsShown() {
    for (TableName name : Lakes.tables().readable()) {
      List<String> persons = Lakes.tables().definition(name).personColumns();
      assertThat(children(DECLARED.at("/grants/" + name)))
          .as("%s", name)
          .noneMatch(column -> persons.contains(column.asText()));
      dataSets().stream()
          .filter(dataSet -> dataSet.get("source").asText().equals(name.toString()))
          .forEach(
              dataSet ->
                  assertThat(dataSet.get("columns").fieldNames())
                      .toIterable()
                      .noneMatch(persons::contains));
    }

    assertThat(DECLARED.toString()).doesNotContain("user_id_hash");
  }

  private static Table rows(TableEnvironment tables, JsonNode dataSet) {
    return tables.sqlQuery("SELECT * FROM " + dataSet.get("source").asText());
  }

  /** Tables with those columns alone, and the views in the order in which they are listed. */
  private static TableEnvironment lake(Map<String, Set<String>> columns) {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    AthenaDialect.addFunctions(tables);
    AthenaDialect dialect = new AthenaDialect(Clock.systemUTC());
    Stream.of("bronze", "silver", "gold", "ops")
        .forEach(database -> tables.executeSql("CREATE DATABASE " + database));
    columns.forEach((name, granted) -> tables.executeSql(table(name, granted)));
    for (JsonNode name : DECLARED.get("views")) {
      LakeView view = LakeView.read(name.asText(), Lakes.tables());
      tables.executeSql("CREATE VIEW " + view.path() + " AS " + dialect.toFlink(view.query()));
    }

    return tables;
  }

  private static String table(String name, Set<String> granted) {
    List<String> columns = new ArrayList<>();
    for (RowType.RowField field : DdlRowType.of(name.replace('.', '/')).getFields()) {
      if (granted.contains(field.getName())) {
        columns.add("`" + field.getName() + "` " + field.getType().asSerializableString());
      }
    }

    if (columns.size() < granted.size()) {
      columns.add("`something_else` INT");
    }

    return "CREATE TABLE "
        + name
        + " ("
        + String.join(", ", columns)
        + ") WITH ('connector'='datagen', 'number-of-rows'='1')";
  }

  private static Map<String, Set<String>> granted() {
    Map<String, Set<String>> granted = new TreeMap<>();
    for (TableName name : Lakes.tables().readable()) {
      if (name.layer().equals("gold")) {
        Set<String> columns = new HashSet<>(DdlRowType.of("gold/" + name.table()).getFieldNames());
        columns.removeAll(Lakes.tables().definition(name).personColumns());
        granted.put(name.toString(), columns);
      }
    }

    DECLARED
        .get("grants")
        .properties()
        .forEach(
            grant -> {
              Set<String> columns = new HashSet<>();
              grant.getValue().forEach(column -> columns.add(column.asText()));
              granted.put(grant.getKey(), columns);
            });
    return granted;
  }

  /** As QuickSight has it; null for what it does not show, or not everywhere alike. */
  private static String quickSightType(LogicalType type) {
    switch (type.getTypeRoot()) {
      case CHAR:
      case VARCHAR:
        return "STRING";
      case INTEGER:
      case BIGINT:
        return "INTEGER";
      case DOUBLE:
      case DECIMAL:
        return "DECIMAL";
      case DATE:
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return "DATETIME";
      default:
        return null;
    }
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private static List<JsonNode> children(JsonNode array) {
    List<JsonNode> children = new ArrayList<>();
    array.forEach(children::add);
    return children;
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(FILE.resolve("data-sets.json").toFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
