package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a statement names: a relation by its name alone, where only one has it. */
final class TableNames {

  /** The one catalog, as Athena calls it. */
  static final String CATALOG = "awsdatacatalog";

  private final Reading reading;

  TableNames(Reading reading) {
    this.reading = reading;
  }

  /** The relation of a name, without a catalog before it. */
  AthenaRelation find(Node where, List<String> path) {
    String name = path.get(path.size() - 1);
    List<AthenaRelation> all = reading.relations().all();
    if (path.size() == 2) {
      requireDatabase(where, path.get(0));
    }

    List<AthenaRelation> found =
        all.stream()
            .filter(one -> one.name().equals(name))
            .filter(one -> path.size() == 1 || one.database().equals(path.get(0)))
            .collect(Collectors.toList());
    if (found.stream().anyMatch(one -> !one.isBehind())) {
      found.removeIf(AthenaRelation::isBehind);
    }

    if (found.size() > 1) {
      throw reading.wrong(
          where,
          name
              + " is ambiguous; write "
              + found.stream()
                  .map(one -> one.database() + "." + name)
                  .sorted()
                  .collect(Collectors.joining(" or ")));
    }

    return found.stream().findFirst().orElseThrow(() -> unknown(where, path, all));
  }

  /** A name without its catalog. */
  List<String> path(Node where, QualifiedName name) {
    List<String> path =
        name.getOriginalParts().stream()
            .map(part -> Names.lower(part.getValue()))
            .collect(Collectors.toList());
    if (path.size() > 3 || path.size() == 3 && !path.get(0).equals(CATALOG)) {
      throw reading.wrong(
          where, "there is no catalog " + path.get(0) + " here; write database.table");
    }

    List<String> names = path.size() == 3 ? path.subList(1, 3) : path;
    return names.size() == 2 ? List.of(reading.database(names.get(0)), names.get(1)) : names;
  }

  /** A database that there is. */
  void requireDatabase(Node where, String database) {
    Set<String> databases = databases();
    if (!databases.contains(database)) {
      throw reading.wrong(
          where,
          "there is no database "
              + database
              + " here, only "
              + String.join(", ", databases)
              + Names.didYouMean(database, databases));
    }
  }

  /** All databases in the order of their names, with the one that tells of the others. */
  Set<String> databases() {
    Set<String> names = new TreeSet<>(Comparator.naturalOrder());
    reading.relations().all().forEach(one -> names.add(one.database()));
    names.add(InformationSchema.NAME);
    return names;
  }

  private SqlException unknown(Node where, List<String> path, List<AthenaRelation> all) {
    String written = String.join(".", path);
    Set<String> known =
        all.stream()
            .flatMap(
                one ->
                    path.size() == 1
                        ? List.of(one.name()).stream()
                        : List.of(one.database() + "." + one.name()).stream())
            .collect(Collectors.toSet());
    if (written.indexOf('$') > 0) {
      return reading.wrong(
          where,
          "tables of metadata are not read here; ./eventlake tables shows files and snapshots");
    }

    String elsewhere =
        all.stream()
            .filter(one -> one.name().equals(path.get(path.size() - 1)))
            .map(one -> one.database() + "." + one.name())
            .sorted()
            .collect(Collectors.joining(" or "));
    return reading.wrong(
        where,
        "there is no table or view "
            + written
            + (elsewhere.isEmpty()
                ? Names.didYouMean(written, known)
                : "; did you mean " + elsewhere + "?"));
  }
}
