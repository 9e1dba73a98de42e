package io.eventlake.lake.athena;

import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.PatternRecognitionRelation;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SampledRelation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Unnest;
import io.trino.sql.tree.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Relations in DuckDB's words; each has a name there that no other of the statement has. */
final class RelationPrinter {

  private final Reading reading;
  private final QueryPrinter queries;
  private final ExpressionPrinter expressions;
  private final JoinPrinter joins;
  private final TableNames names;
  private final Past past;

  RelationPrinter(Reading reading, QueryPrinter queries, ExpressionPrinter expressions) {
    this.reading = reading;
    this.queries = queries;
    this.expressions = expressions;
    this.joins = new JoinPrinter(this, expressions, reading);
    this.names = new TableNames(reading);
    this.past = new Past(reading);
  }

  From print(Relation node, Scope scope) {
    return print(node, scope, Naming.NONE, false);
  }

  /** UNNEST, also under an alias, that gives a row of nulls where there is no element. */
  From printOuter(Relation node, Scope scope) {
    return print(node, scope, Naming.NONE, true);
  }

  private From print(Relation node, Scope scope, Naming naming, boolean outer) {
    Optional<String> alias = naming.alias();
    if (node instanceof AliasedRelation) {
      return aliased((AliasedRelation) node, scope, outer);
    } else if (node instanceof Join) {
      return joins.print((Join) node, scope);
    } else if (node instanceof Table) {
      return table((Table) node, scope, alias);
    } else if (node instanceof TableSubquery) {
      return named(queries.nested(((TableSubquery) node).getQuery(), scope), alias, false);
    } else if (node instanceof Values) {
      return named(queries.values((Values) node, scope), alias, false);
    } else if (node instanceof Lateral) {
      return named(queries.nested(((Lateral) node).getQuery(), scope), alias, true);
    } else if (node instanceof Unnest) {
      return new UnnestPrinter(expressions, reading).print((Unnest) node, scope, naming, outer);
    } else if (node instanceof SampledRelation) {
      return sampled((SampledRelation) node, scope);
    } else if (node instanceof PatternRecognitionRelation) {
      throw reading.wrong(node, "MATCH_RECOGNIZE is not known here; write lag and lead with OVER");
    }

    throw reading.wrong(
        node, "functions that give tables are not known here; write UNNEST or a query");
  }

  /** Under an alias a relation and its columns have no other names. */
  private From aliased(AliasedRelation node, Scope scope, boolean outer) {
    List<Identifier> given = node.getColumnNames() == null ? List.of() : node.getColumnNames();
    String alias = Names.lower(node.getAlias().getValue());
    From inner = print(node.getRelation(), scope, Naming.of(alias, given.size()), outer);
    if (!given.isEmpty() && given.size() != inner.fields().size()) {
      throw reading.wrong(
          node,
          alias
              + " has "
              + inner.fields().size()
              + " columns, and "
              + given.size()
              + (given.size() == 1 ? " is named" : " are named"));
    }

    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < inner.fields().size(); i++) {
      Field field = inner.fields().get(i);
      String name =
          given.isEmpty()
              ? field.name().orElse(Field.UNNAMED)
              : Names.lower(given.get(i).getValue());
      fields.add(field.as(List.of(alias), name));
    }

    return new From(inner.sql(), fields);
  }

  private From table(Table node, Scope scope, Optional<String> alias) {
    List<String> path = names.path(node, node.getName());
    String name = path.get(path.size() - 1);
    Optional<Printed> result = path.size() == 1 ? scope.result(name) : Optional.empty();
    if (result.isPresent()) {
      requireNoPast(node, name + " is a result of WITH");
      return columns(result.get().sql(), alias.orElse(name), result.get().columns(), List.of(name));
    } else if (path.get(0).equals(InformationSchema.NAME) && path.size() == 2) {
      requireNoPast(node, path.get(0) + "." + name + " tells of the tables");
      Printed rows = new InformationSchema(reading).query(node, name);
      return columns("(" + rows.sql() + ")", alias.orElse(name), rows.columns(), path);
    }

    return stored(node, names.find(node, path), alias.orElse(name));
  }

  private From stored(Table node, AthenaRelation relation, String wanted) {
    reading.read().add(relation);
    String sql = past.resolve(node, relation);
    String alias = reading.alias(wanted);
    Rows rows = reading.rows(sql);
    List<String> names = List.of(relation.database(), relation.name());
    List<Field> fields =
        relation.columns().entrySet().stream()
            .map(
                column ->
                    Field.of(
                            names,
                            Names.lower(column.getKey()),
                            alias + "." + Names.quote(column.getKey()),
                            () -> TypeReader.read(column.getValue()))
                        .from(List.of(rows.origin(column.getKey()))))
            .collect(Collectors.toList());
    return new From(sql + " AS " + alias, fields);
  }

  private void requireNoPast(Table node, String what) {
    if (node.getQueryPeriod().isPresent()) {
      throw reading.wrong(node, what + " and has no past; write FOR TIMESTAMP AS OF after a table");
    }
  }

  /** A query as a relation. */
  private From named(Printed query, Optional<String> alias, boolean lateral) {
    From from = columns("(" + query.sql() + ")", alias.orElse("query"), query.columns(), List.of());
    return lateral ? new From("LATERAL " + from.sql(), from.fields()) : from;
  }

  private From columns(String sql, String wanted, List<Output> outputs, List<String> relation) {
    String alias = reading.alias(wanted);
    Rows rows = Rows.read();
    rows.use(outputs);
    List<Field> fields = new ArrayList<>();
    for (Output output : outputs) {
      String column = alias + "." + Names.quote(output.column());
      fields.add(
          Field.of(relation, output.name(), column, output::type)
              .from(List.of(rows.origin(output.column()))));
    }

    return new From(sql + " AS " + alias, fields);
  }

  private From sampled(SampledRelation node, Scope scope) {
    if (node.getType() != SampledRelation.Type.BERNOULLI) {
      throw reading.wrong(
          node, "a sample by SYSTEM is not known here; write TABLESAMPLE BERNOULLI (..)");
    }

    From inner = print(node.getRelation(), scope);
    String alias = reading.alias("sample");
    List<Field> fields = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (Field field : inner.fields()) {
      String name = Names.quote("c" + (columns.size() + 1));
      columns.add(field.sql() + " AS " + name);
      fields.add(field.by(field.relation(), alias + "." + name));
    }

    String sql =
        String.format(
            Locale.ROOT,
            "(SELECT %s FROM %s USING SAMPLE %s PERCENT (bernoulli)) AS %s",
            String.join(", ", columns),
            inner.sql(),
            percent(node),
            alias);
    return new From(sql, fields);
  }

  private String percent(SampledRelation node) {
    Node percent = node.getSamplePercentage();
    boolean whole = percent instanceof LongLiteral;
    if (!whole && !(percent instanceof DecimalLiteral)) {
      throw reading.wrong(
          node, "a sample needs a number of percent; write TABLESAMPLE BERNOULLI (10)");
    }

    String text =
        whole
            ? Long.toString(((LongLiteral) percent).getValue())
            : ((DecimalLiteral) percent).getValue();
    BigDecimal value = new BigDecimal(text);
    if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw reading.wrong(node, "a sample has from 0 to 100 percent");
    }

    return value.toPlainString();
  }
}
