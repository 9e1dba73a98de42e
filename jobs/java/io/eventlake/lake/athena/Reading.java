package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import io.trino.sql.tree.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What is known while one statement is read. */
final class Reading {

  private final StatementText text;
  private final AthenaRelations relations;
  private final Instant now;
  private final Set<AthenaRelation> read = new LinkedHashSet<>();
  private final Map<String, List<Rows>> rows = new LinkedHashMap<>();
  private final Map<String, Integer> aliases = new HashMap<>();

  private int lambdas;

  Reading(StatementText text, AthenaRelations relations, Instant now) {
    this.text = text;
    this.relations = relations;
    this.now = now;
  }

  /** A fault at a part of the statement. */
  SqlException wrong(Node where, String sentence) {
    return text.wrong(where, sentence);
  }

  /** What another part of this room prints; what it says is wrong gets the place. */
  String placed(Node where, Supplier<String> printed) {
    try {
      return printed.get();
    } catch (SqlException e) {
      throw wrong(where, e.getMessage());
    }
  }

  AthenaRelations relations() {
    return relations;
  }

  /** A database as its relations have it, without the prefix that the catalog has before it. */
  String database(String written) {
    String prefix = relations.prefix();
    String plain = written.startsWith(prefix) ? written.substring(prefix.length()) : written;
    return !isDatabase(written) && isDatabase(plain) ? plain : written;
  }

  private boolean isDatabase(String name) {
    return relations.all().stream().anyMatch(one -> one.database().equals(name));
  }

  /** What the clock said when the statement was read. */
  Instant now() {
    return now;
  }

  /** The relations that the statement names, in their order. */
  Set<AthenaRelation> read() {
    return read;
  }

  /**
   * Begins to read the rows of a relation.
   *
   * @param resolved it, as {@link AthenaRelations#resolve} has it
   */
  Rows rows(String resolved) {
    Rows read = Rows.read();
    rows.computeIfAbsent(resolved, first -> new ArrayList<>()).add(read);
    return read;
  }

  /** All rows that are read, by the resolved names of their relations. */
  Map<String, List<Rows>> rows() {
    return rows;
  }

  /** Enters a lambda; returns how many are around it. */
  int enterLambda() {
    return lambdas++;
  }

  void leaveLambda() {
    lambdas--;
  }

  /** A name in DuckDB's words that no other relation of the statement has. */
  String alias(String wanted) {
    int number = aliases.merge(wanted, 1, Integer::sum);
    return Names.quote(number == 1 ? wanted : wanted + "#" + number);
  }
}
