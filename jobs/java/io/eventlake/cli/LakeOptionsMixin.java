package io.eventlake.cli;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.PropertyFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say where the lake is; the later of file, --set and --warehouse wins. */
final class LakeOptionsMixin {

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Root of the tables: a directory (default: warehouse), or s3://bucket/folder.")
  String warehouse;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Property groups as JSON, in the format of Managed Service for Apache Flink.")
  Path config;

  @Option(
      names = "--set",
      paramLabel = "GROUP.KEY=VALUE",
      description = "One property, for example lake.catalog=glue; may be repeated.")
  Map<String, String> properties = new LinkedHashMap<>();

  /**
   * The lake's options; other groups of the file are left unread.
   *
   * @throws io.eventlake.config.ConfigException naming every wrong value
   */
  LakeOptions options() {
    return JobOptions.parseLake(properties());
  }

  /** All properties as {@code group.key}. */
  Map<String, String> properties() {
    Map<String, String> all = new HashMap<>(config == null ? Map.of() : PropertyFile.read(config));
    all.putAll(properties);
    if (warehouse != null) {
      all.put(LakeOptions.WAREHOUSE.key(), warehouse);
    }

    return all;
  }
}
