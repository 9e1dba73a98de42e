package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.cut.CutException;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What statements can read of a lake: the tables of one family by plain names, and all others. */
final class SqlFamilies {

  private final LakeFamilyMixin family;
  private final AsOfMixin asOf;
  private final List<LakeCatalog> all;
  private final LakeCatalog meant;

  /**
   * @param asOf the state that is read, of each family by itself
   * @throws ConfigException when there is no such family, or none of the lake's can have the plain
   *     names
   */
  SqlFamilies(LakeFamilyMixin family, LakeOptions options, AsOfMixin asOf) {
    this.family = family;
    this.asOf = asOf;
    this.all = Lakes.families(options);
    this.meant = family.isGiven() ? family.one(options) : plain(options);
  }

  /** The one whose databases have nothing before them, else the only one. */
  private LakeCatalog plain(LakeOptions options) {
    return all.stream()
        .filter(one -> one.set().databasePrefix().isEmpty())
        .findFirst()
        .orElseGet(() -> family.one(options));
  }

  /** The family whose tables have plain names. */
  LakeCatalog meant() {
    return meant;
  }

  /** Of its tables in the state that was asked for; null for the tables as they are. */
  Map<TableName, Long> snapshots() {
    return snapshots(meant);
  }

  /** Adds the others, and what audits remember; tells which were left out, a sentence for each. */
  List<String> addTo(LakeEngine engine) {
    List<String> leftOut = new ArrayList<>();
    for (LakeCatalog one : all) {
      if (!one.set().name().equals(meant.set().name())) {
        try {
          engine.beside(one.set(), snapshots(one), family.isGiven());
        } catch (CutException | LakeException e) {
          leftOut.add("Without the family " + one.set().name() + ": " + e.getMessage());
        }
      }
    }

    if (all.size() > 1) {
      engine.withViewsOfAll();
    }

    if (!asOf.isGiven()) {
      engine.besideIfThere(Lakes.audits());
    }

    return leftOut;
  }

  private Map<TableName, Long> snapshots(LakeCatalog one) {
    if (!asOf.isGiven()) {
      return null;
    }

    try (LakeTables tables = new LakeTables(one.requireExisting())) {
      return asOf.cut(tables).snapshots();
    }
  }
}
