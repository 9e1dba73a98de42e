package io.eventlake.cli;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where the lake is; the later of file, --set and --warehouse wins. */
final class LakeOptionsMixin {

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Root of the tables: a directory (default: warehouse), or s3://bucket/folder.")
  String warehouse;

  @Mixin PropertiesMixin given;

  /**
   * The lake's options; other groups of the file are left unread.
   *
   * @throws io.eventlake.config.ConfigException naming every wrong value
   */
  LakeOptions options() {
    return JobCatalog.options().parseLake(properties());
  }

  /** The lake, which need not be there. */
  LakeCatalog catalog() {
    return Lakes.of(options());
  }

  /** The lake as it is; it is not created. */
  LakeTables open() {
    return new LakeTables(catalog().requireExisting());
  }

  /** The tables of a job; they are not created. */
  LakeTables open(String job) {
    return new LakeTables(Lakes.of(options(), job).requireExisting());
  }

  /** As they were given, for a command that is to be told the same. */
  List<String> words() {
    List<String> words = new ArrayList<>(given.words());
    if (warehouse != null) {
      words.addAll(List.of("--warehouse", warehouse));
    }

    return words;
  }

  /** All properties as {@code group.key}. */
  Map<String, String> properties() {
    Map<String, String> all = given.read();
    if (warehouse != null) {
      all.put(LakeOptions.WAREHOUSE.key(), warehouse);
    }

    return all;
  }
}
