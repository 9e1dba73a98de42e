package io.eventlake.job;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.table.TableSet;

/** Which tables of a lake a command or a job is about: the one place that chooses. */
public final class Lakes {

  private Lakes() {}

  /** What a command is about that is told no family, with what its reports and rebuilds read. */
  public static TableSet tables() {
    return FamilyCatalog.standard().tables();
  }

  /** What the audit remembers of all others; no job writes it. */
  public static TableSet audits() {
    return TableSet.of("audits");
  }

  /** The lake as a command has it that is told no family. */
  public static LakeCatalog of(LakeOptions options) {
    return new LakeCatalog(options, tables());
  }

  /**
   * What a local run creates for a job's tables: those that commands read with them, too.
   *
   * @param tables of the job
   */
  static LakeCatalog around(LakeOptions options, TableSet tables) {
    return new LakeCatalog(options, tables().has(tables) ? tables() : tables);
  }

  /**
   * The lake as a job has it.
   *
   * @throws io.eventlake.config.ConfigException when there is no such job
   */
  public static LakeCatalog of(LakeOptions options, String job) {
    return new LakeCatalog(options, JobCatalog.find(job).tables());
  }
}
