package io.eventlake.collect.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the file of API keys. */
public final class KeysFile {

  private static final Set<String> NAMES =
      Set.of("tenant", "sha256", "families", "requests_per_second");

  private final Path file;
  private final int requestsPerSecond;

  private KeysFile(Path file, int requestsPerSecond) {
    this.file = file;
    this.requestsPerSecond = requestsPerSecond;
  }

  /**
   * The keys of a file.
   *
   * @param requestsPerSecond where it does not say so
   * @throws ConfigException naming what is wrong with it; nothing of a key is told
   */
  public static List<ApiKey> read(Path file, int requestsPerSecond) {
    try {
      return new KeysFile(file, requestsPerSecond)
          .keys(new ObjectMapper().readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "The keys file " + file + " is no JSON, line " + e.getLocation().getLineNr(), e);
    } catch (IOException e) {
      throw new ConfigException("The keys file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private List<ApiKey> keys(JsonNode all) {
    if (all == null || !all.isArray() || all.isEmpty()) {
      throw wrong("is no JSON array of keys, or has none");
    }

    List<ApiKey> keys = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode key : all) {
      String hash = key.path("sha256").asText().toLowerCase(Locale.ROOT);
      if (!hash.matches("[0-9a-f]{64}")) {
        throw wrong(at(keys) + " has no sha256 of 64 hexadecimal digits");
      }

      if (!seen.add(hash)) {
        throw wrong(at(keys) + " is that of another entry");
      }

      keys.add(key(key, HexFormat.of().parseHex(hash), at(keys)));
    }

    return keys;
  }

  private ApiKey key(JsonNode key, byte[] hash, String at) {
    key.fieldNames()
        .forEachRemaining(
            name -> {
              if (!NAMES.contains(name)) {
                throw wrong(at + " has a property that is none: " + name);
              }
            });
    String tenant = key.path("tenant").asText();
    if (!tenant.matches("[A-Za-z0-9._-]{1,64}")) {
      throw wrong(at + " has no tenant of letters, digits, dots, hyphens and underscores");
    }

    JsonNode rate = key.path("requests_per_second");
    if (!rate.isMissingNode() && (!rate.canConvertToInt() || rate.intValue() <= 0)) {
      throw wrong(at + " has requests_per_second that are no positive number");
    }

    return new ApiKey(
        tenant,
        hash,
        families(key.path("families"), at),
        rate.isMissingNode() ? requestsPerSecond : rate.intValue());
  }

  private Set<CollectedFamily> families(JsonNode names, String at) {
    if (names.isMissingNode()) {
      return EnumSet.allOf(CollectedFamily.class);
    }

    Set<CollectedFamily> families = EnumSet.noneOf(CollectedFamily.class);
    for (JsonNode name : names) {
      families.add(
          CollectedFamily.named(name.asText())
              .orElseThrow(
                  () -> wrong(at + " has families that are none of " + CollectedFamily.words())));
    }

    if (families.isEmpty()) {
      throw wrong(at + " has no family: leave families out to allow all");
    }

    return families;
  }

  private static String at(List<ApiKey> before) {
    return "entry " + (before.size() + 1);
  }

  private ConfigException wrong(String what) {
    return new ConfigException("The keys file " + file + ": " + what);
  }
}
