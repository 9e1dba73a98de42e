package io.eventlake.contract;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eventlake.family.EventFamily;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the producers of a family are told: the JSON Schema that its decoder is held to by the
 * tests, with examples, and records that are rejected. All that is printed of a contract is made of
 * these two files, {@code schemas/FAMILY/event-1.json}, unless the family makes that by rules of
 * its own, and {@code rejected-1.json}.
 */
public final class EventContract {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private final String family;
  private final String text;
  private final JsonNode schema;
  private final List<RejectedExample> rejected = new ArrayList<>();

  private EventContract(String family, Optional<String> made) throws IOException {
    this.family = family;
    text = made.isPresent() ? made.get() : read(family, "event-1.json");
    schema = JSON.readTree(text);
    for (JsonNode example : JSON.readTree(read(family, "rejected-1.json"))) {
      rejected.add(new RejectedExample(example));
    }
  }

  /**
   * The contract of a family.
   *
   * @param family its name, one that exists
   */
  public static EventContract of(String family) {
    return of(family, Optional.empty());
  }

  /** The contract of a family, which may make its schema itself. */
  public static EventContract of(EventFamily family) {
    return of(family.name(), family.schema());
  }

  private static EventContract of(String family, Optional<String> schema) {
    try {
      return new EventContract(family, schema);
    } catch (IOException e) {
      throw new UncheckedIOException("The contract of " + family + " cannot be read", e);
    }
  }

  /** The name of the family whose events these are. */
  String family() {
    return family;
  }

  /** The JSON Schema, draft 2020-12. */
  public String text() {
    return text;
  }

  JsonNode schema() {
    return schema;
  }

  /** Records that a decoder rejects, in the order of their reasons. */
  public List<RejectedExample> rejected() {
    return rejected;
  }

  /** A value as JSON on several lines. */
  static String pretty(JsonNode value) {
    try {
      return JSON.writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(LINES))
          .writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }

  private static String read(String family, String file) throws IOException {
    String resource = "/schemas/" + family + "/" + file;
    try (InputStream in = EventContract.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }

      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
