package io.eventlake.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.job.Lakes;
import io.trino.sql.parser.ParsingOptions;
import io.trino.sql.parser.ParsingOptions.DecimalLiteralTreatment;
import io.trino.sql.parser.SqlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Athena's documentation says of its DDL for Iceberg tables, as a table of rules over the text
 * of {@code iceberg-ddl/}: no parser of that DDL is to be had, and the reader of the job is not
 * asked here.
 */
class AthenaRulesTest {

  private static final Path DDL = Path.of("iceberg-ddl");

  private static final Set<String> PROPERTIES =
      Set.of(
          "table_type",
          "format",
          "write_compression",
          "write_target_data_file_size_bytes",
          "optimize_rewrite_min_data_file_size_bytes",
          "optimize_rewrite_max_data_file_size_bytes",
          "optimize_rewrite_data_file_threshold",
          "optimize_rewrite_delete_file_threshold",
          "vacuum_min_snapshots_to_keep",
          "vacuum_max_snapshot_age_seconds",
          "vacuum_max_metadata_files_to_keep");

  private static final Set<String> TYPES =
      Set.of(
          "boolean", "int", "bigint", "float", "double", "date", "timestamp", "string", "binary");

  /** Which types a transform takes; a column by itself may be of any that is no container. */
  private static final Map<String, Set<String>> TRANSFORMS =
      Map.of(
          "year", Set.of("date", "timestamp"),
          "month", Set.of("date", "timestamp"),
          "day", Set.of("date", "timestamp"),
          "hour", Set.of("timestamp"),
          "bucket", Set.of("int", "bigint", "date", "timestamp", "string", "binary"),
          "truncate", Set.of("int", "bigint", "string"));

  /** Words that a column cannot be called without back quotes. */
  private static final Set<String> RESERVED =
      Set.of(
          ("all alter and array as authorization between bigint binary boolean both by case cashe"
                  + " cast char column conf constraint commit create cross cube current"
                  + " current_date current_timestamp cursor database date dayofweek decimal delete"
                  + " describe distinct div double drop else end exchange exists extended external"
                  + " extract false fetch float floor following for foreign from full function grant"
                  + " group grouping having if import in inner insert int integer intersect interval"
                  + " into is join lateral left less like local macro map more none not null numeric"
                  + " of on only or order out outer over partialscan partition percent preceding"
                  + " precision preserve primary procedure range reads reduce regexp references"
                  + " revoke right rlike rollback rollup row rows select set smallint start table"
                  + " tablesample then time timestamp to transform trigger true truncate unbounded"
                  + " union uniquejoin update user using utc_timestamp values varchar views when"
                  + " where window with")
              .split(" "));

  /** Glue's limit for the comment of a column. */
  private static final int COMMENT_BYTES = 255;

  private static final String QUOTED = "'(?:[^']|'')*'";

  private static final Pattern STATEMENT =
      Pattern.compile(
          "CREATE TABLE (\\w+)\\.(\\w+) \\(\\n(?<columns>.*?)\\n\\)\\n"
              + "(?:PARTITIONED BY \\((?<partitions>.*?)\\)\\n)?"
              + "LOCATION (?<location>"
              + QUOTED
              + ")\\nTBLPROPERTIES \\((?<properties>.*)\\)\\s*",
          Pattern.DOTALL);

  private static final Pattern COLUMN =
      Pattern.compile(
          "  (?<quote>`?)(?<name>[a-z_]+)`? (?<type>\\S+) COMMENT (?<comment>" + QUOTED + "),?");

  static Stream<Path> files() throws IOException {
    return Files.walk(DDL).filter(file -> file.toString().endsWith(".sql")).sorted();
  }

  @ParameterizedTest
  @MethodSource("files")
  void keepsToTheRules(Path file) throws IOException {
    assertThat(breaches(Files.readString(file))).isEmpty();
  }

  @Test
  void whatTablesDdlPrintsKeepsToThem() {
    for (TableDefinition table : Lakes.tables().definitions()) {
      String place = table.name().layer() + "/" + table.name().table();

      assertThat(
              breaches(AthenaDdl.statement(table, table.name().layer(), "s3://${bucket}/" + place)))
          .isEmpty();
    }
  }

  /** A query can name every column; those that Athena's engine reserves stand in quotes. */
  @ParameterizedTest
  @MethodSource("files")
  void everyColumnCanBeAskedFor(Path file) throws IOException {
    Matcher statement = statement(Files.readString(file));
    String columns =
        columns(statement).stream()
            .map(column -> column.group("name"))
            .collect(Collectors.joining(", "));
    String from = " FROM " + statement.group(1) + "." + statement.group(2);

    assertThat(
            new SqlParser()
                .createStatement(
                    "SELECT " + columns + from,
                    new ParsingOptions(DecimalLiteralTreatment.AS_DECIMAL)))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          CREATE TABLE          | CREATE EXTERNAL TABLE | not a statement of the known form
          name string           | name varchar          | name has a type that Athena does not make
          name string           | name tinyint          | name has a type that Athena does not make
          name string           | name timestamptz      | name has a type that Athena does not make
          struct<a:int,b:array  | struct<a:char,b:array | extra has a type that Athena does not make
          name string           | user string           | user is reserved
          'Who'                 | 'Who', 'x'            | not a column
          day(at)               | day(name)             | day(name) does not take string
          day(at)               | hour(dt)              | hour(dt) does not take date
          day(at)               | bucket(at)            | bucket(at) is no partition
          day(at)               | void(at)              | void(at) is no partition
          day(at)               | nobody                | nobody is no partition
          day(at)               | extra                 | extra is no partition
          t/'                   | t'                    | the location is not a folder of the bucket
          ${bucket}             | my-bucket             | the location is not a folder of the bucket
          'ICEBERG'             | 'HIVE'                | the table type is not ICEBERG
          'format'              | 'write.format'        | write.format is no property of Athena's
          """)
  void aBreachIsNoticed(String right, String wrong, String breach) {
    String statement =
        """
        CREATE TABLE db.t (
          name string COMMENT 'Who',
          at timestamp COMMENT 'When, it''s said',
          dt date COMMENT 'Day',
          extra struct<a:int,b:array<map<string,decimal(10,2)>>> COMMENT 'More'
        )
        PARTITIONED BY (day(at), dt, bucket(16, name))
        LOCATION 's3://${bucket}/db/t/'
        TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet')
        """;
    assertThat(breaches(statement)).isEmpty();
    assertThat(statement).contains(right);

    assertThat(
            breaches(statement.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong))))
        .singleElement()
        .asString()
        .startsWith(breach);
  }

  private static List<String> breaches(String text) {
    List<String> breaches = new ArrayList<>();
    Matcher statement = STATEMENT.matcher(withoutComments(text));
    if (!statement.matches()) {
      return List.of("not a statement of the known form");
    }

    Map<String, String> types = new HashMap<>();
    for (String line : statement.group("columns").split("\n")) {
      Matcher column = COLUMN.matcher(line);
      if (!column.matches()) {
        breaches.add("not a column: " + line);
      } else {
        types.put(column.group("name"), column.group("type"));
        breaches.addAll(breaches(column));
      }
    }

    if (breaches.isEmpty() && statement.group("partitions") != null) {
      breaches.addAll(partitions(statement.group("partitions"), types));
    }

    String folder = "/" + statement.group(1) + "/" + statement.group(2) + "/";
    if (!statement.group("location").equals("'s3://${bucket}" + folder + "'")) {
      breaches.add("the location is not a folder of the bucket: " + statement.group("location"));
    }

    breaches.addAll(properties(statement.group("properties")));
    return breaches;
  }

  private static List<String> breaches(Matcher column) {
    List<String> breaches = new ArrayList<>();
    String name = column.group("name");
    if (column.group("quote").isEmpty() && RESERVED.contains(name)) {
      breaches.add(name + " is reserved");
    }

    if (!isType(column.group("type"))) {
      breaches.add(name + " has a type that Athena does not make: " + column.group("type"));
    }

    if (column.group("comment").getBytes(StandardCharsets.UTF_8).length - 2 > COMMENT_BYTES) {
      breaches.add(name + " has a comment that Glue cuts off");
    }

    return breaches;
  }

  private static boolean isType(String type) {
    // From within: what is known becomes a word that is.
    String rest = type.replaceAll("\\bdecimal\\(\\d+,\\d+\\)", "int");
    String before;
    do {
      before = rest;
      rest = rest.replaceAll("\\b(?:array<\\w+>|map<\\w+,\\w+>)", "int");
      Matcher struct = Pattern.compile("\\bstruct<([^<>]+)>").matcher(rest);
      if (struct.find()
          && Stream.of(struct.group(1).split(","))
              .allMatch(f -> isType(f.replaceFirst(".*:", "")))) {
        rest = rest.substring(0, struct.start()) + "int" + rest.substring(struct.end());
      }
    } while (!rest.equals(before));

    return TYPES.contains(rest);
  }

  private static List<String> partitions(String partitions, Map<String, String> types) {
    List<String> breaches = new ArrayList<>();
    for (String partition : partitions.split(",\\s*(?![^(]*\\))")) {
      Matcher transform =
          Pattern.compile(
                  "(year|month|day|hour|(?:bucket|truncate)(?=\\(\\d+, )) *\\((?:\\d+, )?(\\w+)\\)")
              .matcher(partition);
      String column = transform.matches() ? transform.group(2) : partition;
      String type = types.get(column);
      if (type == null || type.contains("<")) {
        breaches.add(partition + " is no partition");
      } else if (transform.matches()
          && !TRANSFORMS
              .get(transform.group(1))
              .contains(type.replaceFirst("decimal.*", "bigint"))) {
        breaches.add(partition + " does not take " + type);
      }
    }

    return breaches;
  }

  private static List<String> properties(String properties) {
    List<String> breaches = new ArrayList<>();
    if (!properties.startsWith("'table_type'='ICEBERG'")) {
      breaches.add("the table type is not ICEBERG: " + properties);
    }

    for (String property : properties.split(", ")) {
      String name = property.split("=")[0].replace("'", "");
      if (!PROPERTIES.contains(name)) {
        breaches.add(name + " is no property of Athena's");
      }
    }

    return breaches;
  }

  private static Matcher statement(String text) {
    Matcher statement = STATEMENT.matcher(withoutComments(text));
    assertThat(statement.matches()).isTrue();
    return statement;
  }

  private static List<Matcher> columns(Matcher statement) {
    return statement
        .group("columns")
        .lines()
        .map(COLUMN::matcher)
        .filter(Matcher::matches)
        .toList();
  }

  private static String withoutComments(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("--"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
