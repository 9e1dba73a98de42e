package io.eventlake.lake.status;

import io.eventlake.config.Place;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.EndedStatementException;
import io.eventlake.lake.status.TableDamage.Look;
import io.eventlake.table.TableName;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What of a lake cannot be read, by table and file. */
public final class DamagedTables {

  /** What a statement that is wrong fails with, whatever it reads. */
  private static final String OF_STATEMENTS =
      "(org\\.apache\\.calcite\\.|org\\.apache\\.flink\\.table\\.api\\.SqlParser).*";

  private DamagedTables() {}

  /** A sentence for a table whose files are not all there, looked at by their names and lengths. */
  public static Optional<String> of(LakeTables lake, TableName name) {
    // A bucket may hold very many, each of which is a call.
    Look look = Place.isOnS3(lake.options().warehouse) ? Look.MANIFESTS : Look.FILES;
    return new TableDamage(lake, name, look).find(null);
  }

  /** As {@link #of}, of all tables. */
  public static List<String> all(LakeTables lake) {
    return lake.names().stream()
        .map(name -> of(lake, name))
        .flatMap(Optional::stream)
        .collect(Collectors.toList());
  }

  /**
   * What a reading of the lake failed with: damage by table and file where there is some, for which
   * each file is read; else the failure itself.
   *
   * @param names the tables that were read
   * @param snapshots of them; that of a table without is its current one
   */
  public static RuntimeException explained(
      LakeCatalog catalog,
      Collection<TableName> names,
      Map<TableName, Long> snapshots,
      RuntimeException failure) {
    Map<TableName, String> damage = found(catalog, names, snapshots, failure);
    return damage.isEmpty()
        ? failure
        : new LakeException(
            "The lake is damaged, and nothing was changed. " + String.join("; ", damage.values()),
            failure);
  }

  /**
   * The cut without the tables that a statement failed for: those of its tables that are damaged.
   * The failure itself is thrown where none is.
   *
   * @param names the tables that the statement reads
   */
  public static LakeCut without(
      LakeCatalog catalog, LakeCut cut, Collection<TableName> names, RuntimeException failure) {
    Map<TableName, String> damage = found(catalog, names, cut.snapshots(), failure);
    if (damage.isEmpty()) {
      throw failure;
    }

    return cut.without(damage);
  }

  private static Map<TableName, String> found(
      LakeCatalog catalog,
      Collection<TableName> names,
      Map<TableName, Long> snapshots,
      RuntimeException failure) {
    Map<TableName, String> damage = new LinkedHashMap<>();
    if (isOfStatement(failure)) {
      return damage;
    }

    try (LakeTables lake = existing(catalog)) {
      for (TableName name : names) {
        new TableDamage(lake, name, Look.CONTENT)
            .find(snapshots.get(name))
            .ifPresent(sentence -> damage.put(name, sentence));
      }

      return damage;
    } catch (LakeException e) {
      return Map.of(); // out of reach, as the failure says
    }
  }

  /** A lake that is missing is not made by a look at it. */
  private static LakeTables existing(LakeCatalog catalog) {
    return new LakeTables(catalog.requireExisting());
  }

  private static boolean isOfStatement(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EndedStatementException
          || cause instanceof ArithmeticException
          || cause instanceof NumberFormatException
          || cause instanceof DateTimeException
          || cause.getClass().getName().matches(OF_STATEMENTS)) {
        return true;
      }
    }

    return false;
  }
}
