package io.eventlake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.job.Lakes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole dialect of a definition, and what is said of one that is wrong. */
class DdlReaderTest {

  private static final String COLUMNS =
      """
      -- What a row is,
      -- on two lines.
      -- @key id, day
      -- @sort id, at
      -- @person id, user
      -- @property commit.retry.num-retries=10
      CREATE TABLE bronze.events (
        `id` string COMMENT 'The user''s id',
        day date,
        at timestamp,
        `user` struct<name:string,tags:array<map<string,int>>>,
        price decimal(10,2), flag boolean, n int, m bigint, f float, d double, raw binary
      )
      """;
  private static final String PARTITIONS =
      "PARTITIONED BY (day, identity(flag), year(at), bucket(16, id), truncate(4, m))\n";
  private static final String LOCATION = "LOCATION 's3://${bucket}/bronze/events/'\n";
  private static final String PROPERTIES =
      "TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd',"
          + " 'write_target_data_file_size_bytes'='1024')";

  @Test
  void readsTheWholeDialect() {
    TableDefinition table = read(COLUMNS + PARTITIONS + LOCATION + PROPERTIES);

    assertThat(table.description()).isEqualTo("What a row is, on two lines.");
    assertThat(table.keyColumns()).containsExactly("id", "day");
    assertThat(table.personColumns()).containsExactly("id", "user");
    assertThat(table.sortOrder().fields()).hasSize(2);
    assertThat(table.schema().findField("id").doc()).isEqualTo("The user's id");
    assertThat(table.schema().asStruct().fields())
        .extracting(field -> field.name() + " " + field.type())
        .containsExactly(
            "id string",
            "day date",
            "at timestamp",
            "user struct<12: name: optional string, 13: tags: optional list<map<string, int>>>",
            "price decimal(10, 2)",
            "flag boolean",
            "n int",
            "m long",
            "f float",
            "d double",
            "raw binary");
    assertThat(table.schema().findType("user.tags.element.value"))
        .isEqualTo(Types.IntegerType.get());
    assertThat(table.partitionSpec().fields())
        .extracting(field -> field.name() + " " + field.transform())
        .containsExactly(
            "day identity",
            "flag identity",
            "at_year year",
            "id_bucket bucket[16]",
            "m_trunc truncate[4]");
    assertThat(table.properties())
        .containsEntry("format-version", "2")
        .containsEntry("write.format.default", "parquet")
        .containsEntry("write.parquet.compression-codec", "zstd")
        .containsEntry("write.target-file-size-bytes", "1024")
        .containsEntry("commit.retry.num-retries", "10")
        .containsEntry("comment", "What a row is, on two lines.");
  }

  @Test
  void readsATableWithoutPartitionsKeyAndOrder() {
    TableDefinition table =
        read("CREATE TABLE bronze.events (id string)\n" + LOCATION + PROPERTIES);

    assertThat(table.partitionSpec().isUnpartitioned()).isTrue();
    assertThat(table.sortOrder().isUnsorted()).isTrue();
    assertThat(table.keyColumns()).isEmpty();
    assertThat(table.personColumns()).isEmpty();
    assertThat(table.hasFewRows()).isFalse();
    assertThat(
            read("-- @rows few\nCREATE TABLE bronze.events (id string)\n" + LOCATION + PROPERTIES)
                .hasFewRows())
        .isTrue();
  }

  @Test
  void writesForAthenaWhatItReads() {
    for (TableDefinition table : Lakes.tables().definitions()) {
      String database = table.name().layer();
      String ddl =
          AthenaDdl.statement(
              table, database, "s3://${bucket}/" + database + "/" + table.name().table());
      TableDefinition again = DdlReader.read(table.name(), "again.sql", ddl);

      assertThat(again.schema().asStruct()).isEqualTo(table.schema().asStruct());
      assertThat(again.partitionSpec()).isEqualTo(table.partitionSpec());
      assertThat(ddl).doesNotContain("@");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          `id` string          | `id` strin            | line 8: expected a type (string, boolean,
          `id` string          | `id`                 | line 8: expected a type
          day date,            | id date,             | line 9: the column id stands twice
          day date,            | day date             | line 10: expected ',' or ')' but found 'at'
          decimal(10,2)        | decimal(10,20)       | line 12: decimal has a precision of 1 to 38
          decimal(10,2)        | decimal(10)          | line 12: expected ',' but found ')'
          struct<name:string   | struct<name string   | line 11: expected ':' but found 'string'
          tags:array           | name:array           | line 11: the field name stands twice
          The user''s          | The user's           | has no meaning here
          CREATE TABLE         | CREATE EXTERNAL      | line 7: expected 'TABLE' but found 'EXTERNAL'
          bronze.events (      | silver.events (      | line 7: expected the table bronze.events
          bucket(16, id)       | bucket(id)           | line 14: expected a number but found 'id'
          bucket(16, id)       | hash(id)             | line 14: expected identity, year, month,
          bucket(16, id)       | bucket(16, nobody)   | line 14: the table has no column nobody
          year(at)             | year(id)             | line 14: a partition does not fit its column
          s3://${bucket}       | s3://mine            | line 15: expected the location
          'ICEBERG'            | 'HIVE'               | line 16: expected 'table_type'='ICEBERG'
          'format'             | 'vacuum'             | line 16: 'vacuum' is not mapped to Iceberg
          'zstd',              | 'zstd' more          | line 16: expected ',' or ')' but found 'more'
          @key id, day         | @key id,, day        | line 3: expected column names
          @key id, day         | @key nobody          | @key names nobody, which is no column
          @key id, day         | @index id            | line 3: expected @property, @sort, @key, @person or @rows
          @key id, day         | @rows many           | line 3: expected @rows few but found '@rows many'
          @sort id, at         | @rows few            | @rows few is for tables without @key
          @person id, user     | @person nobody       | @person names nobody, which is no column
          @person id, user     | @person user.name    | @person names user.name, which is a part of
          num-retries=10       | num-retries          | line 6: expected @property name=value
          flag boolean         | flag; boolean        | line 12: ';' has no meaning here
          """)
  void saysWhatIsWrongAndWhere(String right, String wrong, String message) {
    String source = COLUMNS + PARTITIONS + LOCATION + PROPERTIES;
    assertThat(source).contains(right);

    assertThatThrownBy(() -> read(source.replaceFirst(quote(right), replacement(wrong))))
        .isInstanceOf(DdlException.class)
        .hasMessageStartingWith("events.sql")
        .hasMessageContaining(message);
  }

  @Test
  void refusesAContradictionAndAnOpenQuote() {
    String twice = "-- @property write.parquet.compression-codec=gzip\n";
    String source = COLUMNS + PARTITIONS + LOCATION + PROPERTIES;

    assertThatThrownBy(() -> read(twice + source))
        .hasMessageContaining("'write_compression' contradicts -- @property");
    assertThatThrownBy(() -> read(source + " 'open")).hasMessageContaining("is not closed");
    assertThatThrownBy(() -> read(source + " more"))
        .hasMessageContaining("expected the end of the statement but found 'more'");
  }

  private static TableDefinition read(String source) {
    return DdlReader.read(TableName.BRONZE_EVENTS, "events.sql", source);
  }

  private static String quote(String text) {
    return Pattern.quote(text);
  }

  private static String replacement(String text) {
    return Matcher.quoteReplacement(text);
  }
}
