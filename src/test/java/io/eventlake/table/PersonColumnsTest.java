package io.eventlake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

/**
 * A column whose name speaks of a person is declared as one, {@code -- @person} in its definition,
 * or excepted here with a reason: the rights of a deployment follow what is declared.
 */
class PersonColumnsTest {

  private static final Pattern LIKE_A_PERSON =
      Pattern.compile(
          "user|learner|student|actor|grader|person|owner|subject|member|payload|unmapped",
          Pattern.CASE_INSENSITIVE);

  /** By column, of whatever set: why it tells nobody. */
  private static final Map<String, String> EXCEPTED =
      Map.ofEntries(
          Map.entry("web silver.events.user_agent", "a browser, which many have"),
          Map.entry("web bronze.events.ctx.user_agent", "a browser, which many have"),
          Map.entry("site-marts gold.agg_daily_metrics.users", "a count"),
          Map.entry("product gold.product_daily.active_users", "a count"),
          Map.entry("caliper silver.events.learner_from", "a place in the event"),
          Map.entry("caliper silver.events.actor_type", "a type"),
          Map.entry("caliper silver.events.subject", "what is taught"),
          Map.entry("caliper silver.events.membership_status", "a state"),
          Map.entry("caliper silver.sessions.learners", "a count"),
          Map.entry("caliper gold.facts.subject", "what is taught"),
          Map.entry("caliper gold.outcomes.grader_type", "a type"),
          Map.entry("xp gold.fact_xp.subject", "what is taught"),
          Map.entry("xp ops.transform_runs.students", "a count"),
          Map.entry("common bronze.dead_letters.payload_bytes", "a size"));

  private static final List<TableName> COMMON =
      List.of(TableName.DEAD_LETTERS, TableName.RECORD_COUNTS, TableName.LATE_EVENTS);

  @Test
  void whatIsNamedLikeAPersonIsDeclaredOrExcepted() {
    Map<String, String> excepted = new HashMap<>(EXCEPTED);
    TreeSet<String> open = new TreeSet<>();
    for (TableSet set : TableSet.all()) {
      for (TableName table : set.tables()) {
        String prefix = (COMMON.contains(table) ? "common " : set.name() + " ") + table + ".";
        open(set.definition(table)).forEach(column -> open.add(prefix + column));
      }
    }

    open.removeIf(column -> excepted.remove(column) != null);
    assertThat(open)
        .as("write '-- @person COLUMN' into the definition, or the reason why it tells nobody")
        .isEmpty();
    assertThat(excepted).as("exceptions of columns that are none, or that are declared").isEmpty();
  }

  /** A name within a struct or an array counts, and is declared by its whole column. */
  @Test
  void aColumnThatIsNotDeclaredIsFound() {
    String columns =
        "id string, `owners` array<string>, `by` struct<who:struct<student_id:string>>";

    assertThat(open(read("", columns))).containsExactly("owners", "by.who.student_id");
    assertThat(open(read("-- @person by\n", columns))).containsExactly("owners");
    assertThat(open(read("-- @person by\n-- @person owners\n", columns))).isEmpty();
  }

  @Test
  void aPartOfAColumnCannotBeHidden() {
    assertThatThrownBy(() -> read("-- @person by.who\n", "`by` struct<who:string>"))
        .hasMessageContaining("@person names by.who, which is a part of a column: name all of it");
  }

  /** What a table of release 0.1.0 is compared with has no word of it. */
  @Test
  void aTableIsTheSameWithAndWithout() {
    TableDefinition plain = read("", "`user` string");
    TableDefinition declared = read("-- @person user\n", "`user` string");

    assertThat(declared.properties()).isEqualTo(plain.properties());
    assertThat(declared.schema().asStruct()).isEqualTo(plain.schema().asStruct());
  }

  private static List<String> open(TableDefinition table) {
    List<String> open = new ArrayList<>();
    for (NestedField column : table.schema().columns()) {
      if (!table.personColumns().contains(column.name())) {
        TypeUtil.indexById(table.schema().select(column.name()).asStruct()).values().stream()
            .filter(field -> LIKE_A_PERSON.matcher(field.name()).find())
            .map(field -> table.schema().findColumnName(field.fieldId()))
            .forEach(open::add);
      }
    }

    return open;
  }

  private static TableDefinition read(String comments, String columns) {
    return DdlReader.read(
        TableName.SILVER_EVENTS,
        "events.sql",
        comments
            + ("CREATE TABLE silver.events (" + columns + ")\n")
            + "LOCATION 's3://${bucket}/silver/events/'\n"
            + "TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet',"
            + " 'write_compression'='zstd')");
  }
}
