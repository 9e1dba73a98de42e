package io.eventlake.cli;

import io.eventlake.config.PropertyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** As they were given, for a command that is to be told the same. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (config != null) {
      words.addAll(List.of("--config", config.toString()));
    }

    properties.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    return words;
  }

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
