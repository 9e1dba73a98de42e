package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Small tables in a DuckDB in memory, and statements in Athena's words over them. */
final class MemoryRelations implements AthenaRelations, AutoCloseable {

  static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T08:30:00.123456Z"), ZoneOffset.UTC);

  private final Connection duck;
  private final List<AthenaRelation> all = new ArrayList<>();
  private final List<Instant> asked = new ArrayList<>();

  private MemoryRelations(Connection duck) {
    this.duck = duck;
  }

  static MemoryRelations open() throws SQLException {
    MemoryRelations relations = new MemoryRelations(DriverManager.getConnection("jdbc:duckdb:"));
    relations.execute("SET TimeZone = 'UTC'");
    new AthenaWords(relations.duck).requireAll();
    return relations;
  }

  /**
   * Makes a table.
   *
   * @param columns names and types in Athena's words by turns
   */
  MemoryRelations table(String database, String name, String... columns) throws SQLException {
    return add(database, name, false, columns);
  }

  /** Makes what is told of as a view. */
  MemoryRelations view(String database, String name, String... columns) throws SQLException {
    return add(database, name, true, columns);
  }

  private MemoryRelations add(String database, String name, boolean view, String... columns)
      throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    StringJoiner made = new StringJoiner(", ");
    for (int i = 0; i < columns.length; i += 2) {
      types.put(columns[i], columns[i + 1]);
      made.add('"' + columns[i] + "\" " + duckType(columns[i + 1]));
    }

    execute("CREATE SCHEMA IF NOT EXISTS " + database);
    execute("CREATE TABLE " + database + "." + name + " (" + made + ")");
    all.add(new MemoryRelation(database, name, view, types));
    return this;
  }

  /** Adds rows, in DuckDB's words. */
  MemoryRelations rows(String table, String... rows) throws SQLException {
    execute("INSERT INTO " + table + " VALUES " + String.join(", ", rows));
    return this;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  AthenaStatement parse(String statement) {
    return AthenaStatement.parse(statement, this, CLOCK);
  }

  /** The rows of a statement, values with blanks between them. */
  List<String> run(String statement) throws SQLException {
    return duck(parse(statement).toDuckDb());
  }

  /** The rows of a statement in DuckDB's words. */
  List<String> duck(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement run = duck.createStatement();
        ResultSet result = run.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringJoiner row = new StringJoiner(" ");
        for (int i = 1; i <= width; i++) {
          row.add(String.valueOf(result.getObject(i)));
        }

        rows.add(row.toString());
      }
    }

    return rows;
  }

  /** The columns that a query in DuckDB's words gives, names and types by turns. */
  String[] described(String sql) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Statement run = duck.createStatement();
        ResultSet result = run.executeQuery("DESCRIBE " + sql)) {
      while (result.next()) {
        columns.add(result.getString(1));
        columns.add(result.getString(2).toLowerCase(Locale.ROOT));
      }
    }

    return columns.toArray(String[]::new);
  }

  /** The times that tables were asked for. */
  List<Instant> asked() {
    return asked;
  }

  @Override
  public List<AthenaRelation> all() {
    return all;
  }

  @Override
  public String prefix() {
    return "dev_";
  }

  @Override
  public String resolve(AthenaRelation relation, Optional<Instant> time) {
    if (time.isPresent() && time.get().isBefore(Instant.parse("2026-01-01T00:00:00Z"))) {
      throw new SqlException(relation.name() + " has no snapshot so early");
    }

    time.ifPresent(asked::add);
    return '"' + relation.database() + "\".\"" + relation.name() + '"';
  }

  @Override
  public void close() throws SQLException {
    duck.close();
  }

  /** A type of Athena as DuckDB has it. */
  static String duckType(String type) {
    List<String> parts = new ArrayList<>();
    int open = type.indexOf('(');
    String name = open < 0 ? type : type.substring(0, open);
    if (open > 0) {
      parts.addAll(split(type.substring(open + 1, type.lastIndexOf(')'))));
    }

    switch (name) {
      case "array":
        return duckType(parts.get(0)) + "[]";
      case "map":
        return "MAP(" + duckType(parts.get(0)) + ", " + duckType(parts.get(1)) + ")";
      case "row":
        StringJoiner fields = new StringJoiner(", ", "STRUCT(", ")");
        for (String part : parts) {
          int blank = part.indexOf(' ');
          fields.add('"' + part.substring(0, blank) + "\" " + duckType(part.substring(blank + 1)));
        }

        return fields.toString();
      case "timestamp":
        return type.endsWith("zone") ? "TIMESTAMPTZ" : "TIMESTAMP";
      case "varbinary":
        return "BLOB";
      default:
        return type;
    }
  }

  private static List<String> split(String parts) {
    List<String> all = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < parts.length(); i++) {
      char c = parts.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        all.add(parts.substring(from, i).strip());
        from = i + 1;
      }
    }

    all.add(parts.substring(from).strip());
    return all;
  }

  /** A table of the fixture. */
  private static final class MemoryRelation implements AthenaRelation {

    private final String database;
    private final String name;
    private final boolean view;
    private final Map<String, String> columns;

    MemoryRelation(String database, String name, boolean view, Map<String, String> columns) {
      this.database = database;
      this.name = name;
      this.view = view;
      this.columns = columns;
    }

    @Override
    public String database() {
      return database;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean isView() {
      return view;
    }

    @Override
    public Map<String, String> columns() {
      return columns;
    }

    @Override
    public Optional<String> query() {
      return view ? Optional.of("SELECT 'it''s' AS a") : Optional.empty();
    }
  }
}
