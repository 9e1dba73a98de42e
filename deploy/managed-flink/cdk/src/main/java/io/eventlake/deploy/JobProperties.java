package io.eventlake.deploy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The property groups of one application, from the file that the service is given and the job's own
 * loader reads. The names of streams, tables and buckets are taken from here, so that the
 * infrastructure cannot differ from what the job is told.
 */
final class JobProperties {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Map<String, Map<String, String>> groups = new TreeMap<>();

  private JobProperties(Path file) {
    this.file = file;
  }

  /**
   * Reads a file in the service's format.
   *
   * @throws UncheckedIOException when it cannot be read or has another format
   */
  static JobProperties read(Path file) {
    JobProperties properties = new JobProperties(file);
    try {
      for (Group group : JSON.readValue(file.toFile(), new TypeReference<List<Group>>() {})) {
        properties.groups.put(group.id, new TreeMap<>(group.properties));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
    }

    return properties;
  }

  /** The groups as the service is given them: all but those that are for others. */
  Map<String, Map<String, String>> ofTheService() {
    Map<String, Map<String, String>> service = new TreeMap<>(groups);
    service.remove("local");
    service.remove("deploy");
    return service;
  }

  /**
   * A property that the infrastructure needs.
   *
   * @throws IllegalArgumentException when the file does not have it
   */
  String require(String group, String key) {
    String value = get(group, key, null);
    if (value == null) {
      throw new IllegalArgumentException(file + " has no " + group + "." + key);
    }

    return value;
  }

  /** The consumer of a stream's enhanced fan-out, where the properties ask for one. */
  Optional<String> consumer() {
    return get("source", "reader", "POLLING").equalsIgnoreCase("FAN_OUT")
        ? Optional.of(require("source", "consumer-name"))
        : Optional.empty();
  }

  /** The file. */
  @Override
  public String toString() {
    return file.toString();
  }

  String get(String group, String key, String otherwise) {
    return groups.getOrDefault(group, Map.of()).getOrDefault(key, otherwise);
  }

  /** One element of the file. */
  private record Group(
      @com.fasterxml.jackson.annotation.JsonProperty("PropertyGroupId") String id,
      @com.fasterxml.jackson.annotation.JsonProperty("PropertyMap")
          Map<String, String> properties) {}
}
