package io.eventlake.job;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.product.ProductTables;
import io.eventlake.job.xp.XpTables;
import io.eventlake.table.TableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which tables of a lake a command or a job is about: the one place that chooses. */
public final class Lakes {

  /** Sets of tables that no stream of events writes, by the name that they have beside families. */
  private static final Map<String, Supplier<TableSet>> OTHERS =
      new TreeMap<>(Map.of("product", ProductTables::set, "xp", XpTables::set));

  private Lakes() {}

  /** What a command may be told to be about: the families of events, and the other sets. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(FamilyCatalog.names());
    names.addAll(OTHERS.keySet());
    return names;
  }

  /** Whether a job with a state writes the tables of that name. */
  public static boolean isFamily(String name) {
    return FamilyCatalog.names().contains(name);
  }

  /** What a command is about that is told no family, with what its reports and rebuilds read. */
  public static TableSet tables() {
    return FamilyCatalog.standard().tables();
  }

  /** What the audit remembers of all others; no job writes it. */
  public static TableSet audits() {
    return TableSet.of("audits");
  }

  /**
   * The lake as a command has it that is about a family.
   *
   * @throws io.eventlake.config.ConfigException when there is none of that name
   */
  public static LakeCatalog ofFamily(LakeOptions options, String family) {
    return new LakeCatalog(
        options,
        OTHERS.containsKey(family)
            ? OTHERS.get(family).get()
            : FamilyCatalog.job(family, names()).tables());
  }

  /**
   * The lake as a command has it that makes tables: of a family, or of any other set, such as the
   * one that a batch writes.
   *
   * @throws io.eventlake.config.ConfigException when there is none of that name
   */
  public static LakeCatalog ofSet(LakeOptions options, String name) {
    return TableSet.all().stream()
        .filter(set -> set.name().equals(name) && !names().contains(name))
        .map(set -> new LakeCatalog(options, set))
        .findFirst()
        .orElseGet(() -> ofFamily(options, name));
  }

  /**
   * The families that the lake has tables of, each as a lake of its own; where it has none, the one
   * that is meant where none is named.
   */
  public static List<LakeCatalog> families(LakeOptions options) {
    List<LakeCatalog> all = known(options);
    LakeCatalog standard = of(options);
    if (!standard.exists()) {
      return List.of(standard);
    }

    try (LakeTables tables = new LakeTables(standard)) {
      List<LakeCatalog> found =
          all.stream().filter(one -> has(tables, one)).collect(Collectors.toList());
      return found.isEmpty() ? List.of(standard) : found;
    }
  }

  /** All that a lake can have; none is asked for its tables. */
  public static List<LakeCatalog> known(LakeOptions options) {
    return names().stream().map(name -> ofFamily(options, name)).collect(Collectors.toList());
  }

  private static boolean has(LakeTables tables, LakeCatalog family) {
    return family.set().tables().stream()
        .anyMatch(table -> tables.exists(family.identifier(table)));
  }

  /**
   * The name of the job that writes a family's tables.
   *
   * @throws io.eventlake.config.ConfigException when there is no such family
   */
  public static String job(String family) {
    return FamilyCatalog.job(family).name();
  }

  /** The lake as a command has it that is told no family. */
  public static LakeCatalog of(LakeOptions options) {
    return new LakeCatalog(options, tables());
  }

  /**
   * What a local run creates for a job's tables, and what is audited after one: those that commands
   * read with them, too.
   *
   * @param tables of the job
   */
  public static LakeCatalog around(LakeOptions options, TableSet tables) {
    return new LakeCatalog(options, tables().has(tables) ? tables() : tables);
  }

  /**
   * The lake as a job has it.
   *
   * @throws io.eventlake.config.ConfigException when there is no such job
   */
  public static LakeCatalog of(LakeOptions options, String job) {
    return new LakeCatalog(options, JobCatalog.findStreaming(job).tables());
  }
}
