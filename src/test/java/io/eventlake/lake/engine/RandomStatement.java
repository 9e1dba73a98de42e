package io.eventlake.lake.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Statements over two tables with conditions of every form, drawn by chance. */
final class RandomStatement {

  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final Random random;
  private final Table t;
  private final Table u;

  RandomStatement(Random random, Table t, Table u) {
    this.random = random;
    this.t = t;
    this.u = u;
  }

  String next() {
    String join = one("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
    String ofBoth = "SELECT a.id, a.day, a.ts, b.id, b.day, b.score FROM odd.t a ";
    List<Supplier<String>> forms =
        List.of(
            () -> "SELECT " + names(t) + " FROM odd.t WHERE " + of(""),
            this::extreme,
            () -> ofBoth + join + " odd.u b ON a.id = b.id AND " + both() + " WHERE " + both(),
            () -> ofBoth + join + " odd.u b ON a.id = b.id WHERE " + both(),
            () ->
                "SELECT id, day, a.ts, b.score FROM odd.t a "
                    + join
                    + " odd.u b USING (id, day) WHERE "
                    + and("id " + comparison() + " " + random.nextInt(5), "day " + dates()),
            () ->
                "SELECT a.id, a.day FROM odd.t a WHERE "
                    + or(
                        of("a."),
                        "EXISTS (SELECT 1 FROM odd.u b WHERE a.id = b.id AND " + both() + ")"),
            () ->
                "SELECT a.id, (SELECT count(*) FROM odd.u b WHERE a.id = b.id AND "
                    + both()
                    + ") FROM odd.t a WHERE a.id IN (SELECT b.id FROM odd.u b WHERE "
                    + of("b.", u)
                    + ")",
            () ->
                "WITH x AS (SELECT "
                    + names(t)
                    + " FROM odd.t"
                    + one("", " WHERE " + of(""))
                    + ") SELECT id, day FROM x WHERE "
                    + of("")
                    + " UNION ALL SELECT id, day FROM x WHERE "
                    + of(""),
            () ->
                "SELECT * FROM (SELECT day, id AS n, count(*) AS c FROM odd.t WHERE "
                    + of("")
                    + " GROUP BY "
                    + one("1, 2", "ROLLUP (day, id)")
                    + ") WHERE "
                    + and("n " + comparison() + " " + random.nextInt(5), "day " + dates()),
            () ->
                "SELECT * FROM (SELECT id, day, count(*) OVER () AS c FROM odd.t) WHERE day "
                    + dates(),
            () ->
                "SELECT * FROM (SELECT id, day, ts FROM odd.t ORDER BY 1, 2, 3 LIMIT 3) WHERE id = "
                    + random.nextInt(5),
            () ->
                "SELECT id FROM odd.t WHERE "
                    + of("")
                    + one(" EXCEPT ", " INTERSECT ", " UNION ")
                    + "SELECT id FROM odd.u WHERE "
                    + of("", u));
    return forms.get(random.nextInt(forms.size())).get();
  }

  /** Of all rows, or of some; with or without a second look at the table. */
  private String extreme() {
    String column = columns(t).get(random.nextInt(columns(t).size())).name();
    String newest = "SELECT 't', " + one("max(", "min(") + one(column, "ts", "day", "id") + ")";
    return newest
        + one(" FROM odd.t a", " FROM odd.t", " FROM odd.t", " FROM (SELECT * FROM odd.t)")
        + one("", "", "", " WHERE " + of(""), " UNION ALL " + newest + " FROM odd.t");
  }

  private String both() {
    return random.nextBoolean() ? and(of("a.", t), of("b.", u)) : or(of("a.", t), of("b.", u));
  }

  private String of(String alias) {
    return of(alias, t);
  }

  private String of(String alias, Table table) {
    switch (random.nextInt(8)) {
      case 0:
      case 1:
        return and(of(alias, table), of(alias, table));
      case 2:
        return or(of(alias, table), of(alias, table));
      case 3:
        return "NOT (" + of(alias, table) + ")";
      default:
        List<Types.NestedField> columns = columns(table);
        Types.NestedField column = columns.get(random.nextInt(columns.size()));
        return test(alias + column.name(), column.type());
    }
  }

  private String test(String name, Type type) {
    int kind = random.nextInt(6);
    if (kind == 0) {
      return name + one(" IS NULL", " IS NOT NULL");
    }

    switch (type.typeId()) {
      case INTEGER:
      case LONG:
        int n = random.nextInt(6) - 1;
        return one(
            name + " " + comparison() + " " + n,
            n + " " + comparison() + " " + name,
            name + " IN (" + n + ", 3)",
            name + " IN (" + n + ", NULL)",
            name + " NOT IN (" + n + ", 1)",
            name + " BETWEEN " + n + " AND 3",
            name + " > 1.5",
            name + " % 2 = 0",
            "CAST(" + name + " AS varchar) = '1'");
      case STRING:
        return one(
            name + " " + comparison() + " 'n1'",
            name + " IN ('n0', 'N1')",
            "lower(" + name + ") = 'n1'",
            name + " LIKE 'n1%'");
      case DATE:
        return name + " " + dates();
      case TIMESTAMP:
        return name
            + " "
            + comparison()
            + one(
                " TIMESTAMP '2026-03-08 02:30:00'",
                " TIMESTAMP '2026-03-08 02:30:01.5 UTC'",
                " DATE '2026-03-08'",
                " LOCALTIMESTAMP - INTERVAL '90' MINUTE");
      case DECIMAL:
        return name + " " + comparison() + one(" 0", " 1.5", " -1E2");
      default:
        return name + " " + comparison() + one(" 0", " 1.5E0", " 1.5", " infinity()");
    }
  }

  /** What stands behind a column of dates. */
  private String dates() {
    return one(
        comparison() + " DATE '2026-03-08'",
        comparison() + " TIMESTAMP '2026-03-08 00:00:00'",
        comparison() + " current_date - INTERVAL '1' DAY",
        "IN (DATE '2026-03-07', DATE '2026-03-09')",
        "BETWEEN DATE '2026-03-08' AND DATE '2026-03-09'",
        "IS DISTINCT FROM DATE '2026-03-08'",
        "IS NULL");
  }

  private static List<Types.NestedField> columns(Table table) {
    return table.schema().columns().stream()
        .filter(column -> column.type().isPrimitiveType())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static String names(Table table) {
    return columns(table).stream().map(Types.NestedField::name).collect(Collectors.joining(", "));
  }

  private String comparison() {
    return COMPARISONS.get(random.nextInt(COMPARISONS.size()));
  }

  private String one(String... all) {
    return all[random.nextInt(all.length)];
  }

  private static String and(String one, String other) {
    return String.format(Locale.ROOT, "(%s AND %s)", one, other);
  }

  private static String or(String one, String other) {
    return String.format(Locale.ROOT, "(%s OR %s)", one, other);
  }
}
