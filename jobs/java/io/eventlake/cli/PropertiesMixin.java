package io.eventlake.cli;

import io.eventlake.config.PropertyFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of a job or lake as properties: a file, and single ones that win over it. */
final class PropertiesMixin {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Property groups as JSON, in the format of Managed Service for Apache Flink.")
  Path config;

  @Option(
      names = "--set",
      paramLabel = "GROUP.KEY=VALUE",
      description = "One property, for example lake.catalog=glue; may be repeated, wins over FILE.")
  Map<String, String> properties = new LinkedHashMap<>();

  /**
   * All properties as {@code group.key}.
   *
   * @throws io.eventlake.config.ConfigException when the file cannot be read
   */
  Map<String, String> read() {
    Map<String, String> all =
        new LinkedHashMap<>(config == null ? Map.of() : PropertyFile.read(config));
    all.putAll(properties);
    return all;
  }
}
