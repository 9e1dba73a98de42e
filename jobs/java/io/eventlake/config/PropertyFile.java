package io.eventlake.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads a job's properties from a file in the format of Managed Service for Apache Flink: {@code
 * [{"PropertyGroupId": "lake", "PropertyMap": {"warehouse": "..."}}]}.
 */
public final class PropertyFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path file;
  private final Map<String, String> properties = new LinkedHashMap<>();

  private PropertyFile(Path file) {
    this.file = file;
  }

  /**
   * The properties of all groups as {@code group.key}.
   *
   * @throws ConfigException when the file cannot be read or has another form
   */
  public static Map<String, String> read(Path file) {
    try {
      PropertyFile reader = new PropertyFile(file);
      reader.readGroups(JSON.readTree(Files.readAllBytes(file)));
      return reader.properties;
    } catch (NoSuchFileException e) {
      throw new ConfigException("The configuration file " + file + " does not exist", e);
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "The configuration file "
              + file
              + " is no JSON"
              + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new ConfigException(
          "The configuration file " + file + " cannot be read: " + why(file, e), e);
    }
  }

  private static String why(Path file, IOException e) {
    if (Files.isDirectory(file)) {
      return "it is a directory";
    }

    return e instanceof AccessDeniedException
        ? "this user has no right to it"
        : String.valueOf(e.getMessage());
  }

  private void readGroups(JsonNode groups) {
    if (!groups.isArray()) {
      throw wrong("must be a JSON array of property groups");
    }

    Set<String> names = new HashSet<>();
    for (JsonNode group : groups) {
      String name = group.path("PropertyGroupId").asText("");
      JsonNode map = group.path("PropertyMap");
      if (name.isEmpty() || !map.isObject()) {
        throw wrong("must give every property group a PropertyGroupId and a PropertyMap");
      }

      if (!names.add(name)) {
        throw wrong("has the property group " + name + " twice");
      }

      map.fields().forEachRemaining(entry -> add(name + "." + entry.getKey(), entry.getValue()));
    }
  }

  private void add(String key, JsonNode value) {
    if (!value.isTextual()) {
      throw wrong("must give " + key + " a text, in quotes, as the service does");
    }

    properties.put(key, value.textValue());
  }

  private ConfigException wrong(String rule) {
    return new ConfigException("The configuration file " + file + " " + rule);
  }
}
