package io.eventlake.serve.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.ConfigException;
import io.eventlake.config.NearestNames;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.serve.lake.Viewer.RowLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the file of keys of who may ask. */
public final class ServeKeys {

  private static final Set<String> NAMES =
      Set.of("tenant", "sha256", "admin", "persons", "families", "requests_per_second");

  private final Path file;
  private final List<String> known;
  private final int requestsPerSecond;

  private ServeKeys(Path file, List<String> known, int requestsPerSecond) {
    this.file = file;
    this.known = known;
    this.requestsPerSecond = requestsPerSecond;
  }

  /**
   * The keys of a file.
   *
   * @param known the families that there can be
   * @param requestsPerSecond where it does not say so
   * @throws ConfigException naming what is wrong with it; nothing of a key is told
   */
  public static List<ServeKey> read(Path file, List<String> known, int requestsPerSecond) {
    try {
      return new ServeKeys(file, known, requestsPerSecond)
          .keys(new ObjectMapper().readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new ConfigException("The keys file " + file + " is no JSON: " + line(e), e);
    } catch (IOException e) {
      throw new ConfigException("The keys file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String line(JsonProcessingException e) {
    return e.getLocation() == null ? "it is too large" : "line " + e.getLocation().getLineNr();
  }

  private List<ServeKey> keys(JsonNode all) {
    if (all == null || !all.isArray() || all.isEmpty()) {
      throw wrong("is no JSON array of keys, or has none");
    }

    List<ServeKey> keys = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode key : all) {
      String at = "entry " + (keys.size() + 1);
      String hash = key.path("sha256").asText().toLowerCase(Locale.ROOT);
      if (!hash.matches("[0-9a-f]{64}")) {
        throw wrong(at + " has no sha256 of 64 hexadecimal digits");
      }
      if (!seen.add(hash)) {
        throw wrong(at + " has the key of another entry");
      }

      keys.add(new ServeKey(HexFormat.of().parseHex(hash), viewer(key, at), rate(key, at)));
    }

    return keys;
  }

  private int rate(JsonNode key, String at) {
    JsonNode rate = key.path("requests_per_second");
    if (!rate.isMissingNode() && (!rate.canConvertToInt() || rate.intValue() <= 0)) {
      throw wrong(at + " has requests_per_second that are no positive number");
    }

    return rate.isMissingNode() ? requestsPerSecond : rate.intValue();
  }

  private Viewer viewer(JsonNode key, String at) {
    key.fieldNames()
        .forEachRemaining(
            name -> {
              if (!NAMES.contains(name)) {
                throw wrong(
                    at
                        + " has a property that is none: "
                        + name
                        + NearestNames.among(name, NAMES, "the properties are"));
              }
            });
    String tenant = key.path("tenant").asText();
    if (!tenant.matches("[A-Za-z0-9._-]{1,64}")) {
      throw wrong(at + " has no tenant of letters, digits, dots, hyphens and underscores");
    }

    boolean admin = flag(key, "admin", at);
    JsonNode families = key.path("families");
    if (admin != families.isMissingNode()) {
      throw wrong(at + " has to have either admin or families");
    }

    return new Viewer(
        tenant, admin, admin || flag(key, "persons", at), admin ? Map.of() : limits(families, at));
  }

  private boolean flag(JsonNode key, String name, String at) {
    JsonNode flag = key.path(name);
    if (!flag.isMissingNode() && !flag.isBoolean()) {
      throw wrong(at + " has " + name + " that is neither true nor false");
    }

    return flag.asBoolean();
  }

  /** {@code {"web": true, "caliper": {"sensor": ["https://a"]}}}. */
  private Map<String, RowLimit> limits(JsonNode families, String at) {
    Map<String, RowLimit> limits = new HashMap<>();
    families
        .fields()
        .forEachRemaining(
            family -> {
              if (!known.contains(family.getKey())) {
                throw wrong(
                    at
                        + " has a family that is none: "
                        + family.getKey()
                        + NearestNames.among(family.getKey(), known, "the families are"));
              }

              limits.put(family.getKey(), limit(family.getValue(), at, family.getKey()));
            });
    if (limits.isEmpty()) {
      throw wrong(at + " has no family that it may see");
    }

    return limits;
  }

  private RowLimit limit(JsonNode rows, String at, String family) {
    if (rows.isBoolean() && rows.booleanValue()) {
      return RowLimit.NONE;
    }

    Set<String> values = new HashSet<>();
    String column = rows.size() == 1 ? rows.fieldNames().next() : "";
    for (JsonNode value : rows.path(column)) {
      if (value.isTextual() && !value.textValue().isEmpty()) {
        values.add(value.textValue());
      }
    }

    if (!column.matches("[a-z][a-z0-9_]*") || values.isEmpty()) {
      throw wrong(
          at
              + " says of "
              + family
              + " neither true nor one column and its values, such as {\"project_id\": [\"p01\"]}");
    }

    return new RowLimit(column, values);
  }

  private ConfigException wrong(String what) {
    return new ConfigException("The keys file " + file + ": " + what);
  }
}
