package io.eventlake.service;

import io.eventlake.config.PropertyFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Properties of a file and of the command line. */
public final class GivenOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Property groups as JSON, in the format of Managed Service for Apache Flink.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "GROUP.KEY=VALUE",
      description = "One property, as in the examples below; may be repeated, wins over FILE.")
  private Map<String, String> properties = new LinkedHashMap<>();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  /** By their names; those of the command line win. */
  public Map<String, String> all() {
    Map<String, String> all =
        new LinkedHashMap<>(config == null ? Map.of() : PropertyFile.read(config));
    all.putAll(properties);
    return all;
  }
}
