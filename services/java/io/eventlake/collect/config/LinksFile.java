package io.eventlake.collect.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads the file of affiliate links: nobody is sent where it does not say. */
public final class LinksFile {

  private static final Set<String> NAMES = Set.of("link", "target", "payout_cents");

  /** As the contract has it. */
  private static final long MOST_CENTS = 1_000_000_000_000L;

  private final Path file;

  private LinksFile(Path file) {
    this.file = file;
  }

  /**
   * The links of a file by their ids.
   *
   * @throws ConfigException naming what is wrong with it
   */
  public static Map<String, AffiliateLink> read(Path file) {
    try {
      return new LinksFile(file).links(new ObjectMapper().readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "The links file " + file + " is no JSON, line " + e.getLocation().getLineNr(), e);
    } catch (IOException e) {
      throw new ConfigException("The links file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Map<String, AffiliateLink> links(JsonNode all) {
    if (all == null || !all.isArray() || all.isEmpty()) {
      throw wrong("is no JSON array of links, or has none");
    }

    Map<String, AffiliateLink> links = new HashMap<>();
    for (JsonNode each : all) {
      AffiliateLink link = link(each, "entry " + (links.size() + 1));
      if (links.put(link.id(), link) != null) {
        throw wrong("has the link " + link.id() + " twice");
      }
    }

    return links;
  }

  private AffiliateLink link(JsonNode link, String at) {
    link.fieldNames()
        .forEachRemaining(
            name -> {
              if (!NAMES.contains(name)) {
                throw wrong(at + " has a property that is none: " + name);
              }
            });
    String id = link.path("link").asText();
    if (!id.matches("[A-Za-z0-9._~-]{1,128}") || id.matches("\\.+")) {
      throw wrong(at + " has no link of letters, digits, dots, hyphens, underscores and tildes");
    }

    String target = link.path("target").asText();
    if (!leadsSomewhere(target)) {
      throw wrong(at + " has no target such as https://merchant.example/p-17");
    }

    JsonNode cents = link.path("payout_cents");
    if (!cents.isMissingNode()
        && (!cents.isIntegralNumber()
            || !cents.canConvertToLong()
            || cents.longValue() < 0
            || cents.longValue() > MOST_CENTS)) {
      throw wrong(at + " has payout_cents that are no number from 0 to 10^12");
    }

    return new AffiliateLink(id, target, cents.isMissingNode() ? null : cents.longValue());
  }

  /** Who reads it in a browser's address must see the host that it leads to. */
  private static boolean leadsSomewhere(String target) {
    try {
      URI uri = new URI(target);
      return target.matches("https?://[\\x21-\\x7E]+")
          && uri.getHost() != null
          && uri.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private ConfigException wrong(String what) {
    return new ConfigException("The links file " + file + ": " + what);
  }
}
