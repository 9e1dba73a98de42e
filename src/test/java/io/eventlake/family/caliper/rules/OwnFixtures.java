package io.eventlake.family.caliper.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents of the project's own under {@code caliper/}: good ones that have every property, and
 * for each rule changes that break it.
 */
public final class OwnFixtures {

  /** One change of a good document, and what it breaks. */
  record Broken(
      String base, String changed, String to, String reason, String pointer, String intake) {

    /** The base, changed. */
    JsonNode document() {
      JsonNode document = json(GOOD.get(base));
      JsonPointer place = JsonPointer.compile(changed);
      JsonNode around = document.at(place.head());
      String name = place.last().getMatchingProperty();
      if (around instanceof ArrayNode array) {
        array.set(Integer.parseInt(name), json(to));
      } else if (to.equals("-")) {
        ((ObjectNode) around).remove(name);
      } else {
        ((ObjectNode) around).set(name, json(to));
      }

      return document;
    }
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** By name, which begins with the type. */
  public static final Map<String, String> GOOD = new LinkedHashMap<>();

  static final List<Broken> BROKEN = new ArrayList<>();

  static {
    for (String[] cells : lines("good.tsv")) {
      GOOD.put(cells[0], cells[1]);
    }

    for (String[] cells : lines("bad.tsv")) {
      BROKEN.add(new Broken(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]));
    }
  }

  private OwnFixtures() {}

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  private static List<String[]> lines(String file) {
    try (InputStream in = OwnFixtures.class.getResourceAsStream("/caliper/" + file)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
