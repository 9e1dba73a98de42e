package io.eventlake.connector.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables are created, evolved and checked in a local lake; what would lose data is refused. */
class LakeTablesITCase {

  private static final TableName SESSIONS = TableName.SESSIONS;

  @TempDir Path directory;

  private LakeTables tables;

  @BeforeEach
  void open() {
    tables = new LakeTables(Lakes.of(options()));
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void createsEveryTableOnce() {
    assertThatThrownBy(() -> tables.verify(List.of(SESSIONS)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "The lake does not fit this job: silver.sessions: the table is missing."
                + " Run: ./eventlake tables apply --set lake.warehouse="
                + directory.resolve("lake"));
    assertThat(tables.apply()).hasSize(Lakes.tables().readable().size());
    assertThat(tables.apply()).isEmpty();
    tables.verify(Lakes.tables().readable());

    Table sessions = tables.load(SESSIONS);
    assertThat(sessions.location()).isEqualTo(directory + "/lake/silver/sessions");
    assertThat(sessions.schema().asStruct())
        .isEqualTo(Lakes.tables().definition(SESSIONS).schema().asStruct());
    assertThat(tables.load(TableName.SILVER_EVENTS).sortOrder().fields()).hasSize(2);
  }

  static Stream<Arguments> differencesThatAreApplied() {
    return Stream.of(
        difference(
            "a column is missing",
            "the column last_page_url string is missing",
            table -> table.updateSchema().deleteColumn("last_page_url").commit()),
        difference(
            "the first column is missing",
            "the column session_id string is missing",
            table -> table.updateSchema().deleteColumn("session_id").commit()),
        difference(
            "columns in another order",
            "the columns stand in the order events, session_id, user_id_hash",
            table -> table.updateSchema().moveFirst("events").commit()),
        difference(
            "an int that should be long",
            "the column events is int, defined is long",
            table -> {
              table.updateSchema().deleteColumn("events").commit();
              table.updateSchema().addColumn("events", Types.IntegerType.get()).commit();
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("differencesThatAreApplied")
  void appliesWhatLosesNothing(String name, String text, Consumer<Table> change) {
    tables.apply();
    change.accept(tables.load(SESSIONS));

    assertThatThrownBy(() -> tables.verify(Lakes.tables().readable()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("silver.sessions: ")
        .hasMessageContaining(text);
    assertThat(tables.apply()).singleElement().asString().contains(text);

    tables.verify(Lakes.tables().readable());
    assertThat(tables.diff()).isEmpty();
    assertThat(tables.load(SESSIONS).schema().columns())
        .extracting(Types.NestedField::name)
        .containsExactlyElementsOf(
            Lakes.tables().definition(SESSIONS).schema().columns().stream()
                .map(Types.NestedField::name)
                .toList());
  }

  @Test
  void evolvesWithinStructs() {
    tables.apply();
    Table bronze = tables.load(TableName.BRONZE_EVENTS);
    bronze.updateSchema().deleteColumn("session.utm.term").commit();
    bronze.updateSchema().deleteColumn("session.utm.source").commit();

    assertThat(tables.diff())
        .singleElement()
        .asString()
        .contains("the column session.utm.source string is missing")
        .contains("the column session.utm.term string is missing");
    tables.apply();

    assertThat(tables.diff()).isEmpty();
    assertThat(
            tables
                .load(TableName.BRONZE_EVENTS)
                .schema()
                .findType("session.utm")
                .asStructType()
                .fields())
        .extracting(Types.NestedField::name)
        .containsExactly("source", "medium", "campaign", "term", "content");
  }

  @Test
  void setsPropertiesCommentsAndOrderOfWhichAJobNeedsNone() {
    tables.apply();
    Table events = tables.load(TableName.SILVER_EVENTS);
    events.updateProperties().remove("commit.retry.num-retries").set("mine", "kept").commit();
    events.updateSchema().updateColumnDoc("ts", "other").commit();
    events.replaceSortOrder().asc("ts").commit();

    tables.verify(Lakes.tables().readable());
    assertThat(tables.apply())
        .singleElement()
        .hasToString(
            "silver.events: the column ts has another comment; the sort order is ts asc, defined is"
                + " session_id asc, ts asc; the property commit.retry.num-retries is not set,"
                + " defined is 10");
    assertThat(tables.diff()).isEmpty();
    assertThat(tables.load(TableName.SILVER_EVENTS).properties()).containsEntry("mine", "kept");
  }

  static Stream<Arguments> differencesThatAreRefused() {
    return Stream.of(
        difference(
            "another type",
            "the column events is string and cannot become long",
            table -> {
              table.updateSchema().deleteColumn("events").commit();
              table.updateSchema().addColumn("events", Types.StringType.get()).commit();
            }),
        difference(
            "a wider type",
            "the column pageviews is long and cannot become int",
            table -> table.updateSchema().updateColumn("pageviews", Types.LongType.get()).commit()),
        difference(
            "other partitions",
            "the partitions are (), defined are (event_dt)",
            table -> table.updateSpec().removeField("event_dt").commit()),
        difference(
            "a later format",
            "the format version is 3, Athena reads no later than 2",
            table -> table.updateProperties().set("format-version", "3").commit()),
        difference(
            "a column that must be written and is not known",
            "the column other is required but not defined",
            table ->
                table
                    .updateSchema()
                    .allowIncompatibleChanges()
                    .addRequiredColumn("other", Types.StringType.get())
                    .commit()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("differencesThatAreRefused")
  void refusesWhatWouldLoseData(String name, String text, Consumer<Table> change) {
    tables.apply();
    Table sessions = tables.load(SESSIONS);
    change.accept(sessions);
    tables.load(WebTables.FUNNEL).updateSchema().deleteColumn("segments").commit();

    assertThatThrownBy(() -> tables.verify(List.of(SESSIONS)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("silver.sessions: " + text);
    assertThatThrownBy(tables::apply)
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("silver.sessions: " + text);
    assertThat(tables.load(WebTables.FUNNEL).schema().findField("segments"))
        .as("nothing is applied when something is refused")
        .isNull();
  }

  @Test
  void letsAnOlderJarWriteToATableThatHasMoreColumns() {
    tables.apply();
    tables.load(SESSIONS).updateSchema().addColumn("later", Types.StringType.get()).commit();

    assertThatCode(() -> tables.verify(Lakes.tables().readable())).doesNotThrowAnyException();
    assertThat(tables.apply()).isEmpty();
    assertThat(tables.load(SESSIONS).schema().findField("later")).isNotNull();
  }

  private static Arguments difference(String name, String text, Consumer<Table> change) {
    return arguments(name, text, change);
  }

  private LakeOptions options() {
    return JobOptions.parseLake(Map.of("lake.warehouse", directory + "/lake"));
  }
}
