package io.eventlake.family.caliper.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON of maps, lists and plain values. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static String text(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps, lists and plain values can always be written.", e);
    }
  }

  /** An entity; names and values follow each other. */
  static Map<String, Object> thing(String id, String type, Object... more) {
    Map<String, Object> thing = new LinkedHashMap<>();
    thing.put("id", id);
    thing.put("type", type);
    for (int i = 0; i < more.length; i += 2) {
      thing.put((String) more[i], more[i + 1]);
    }

    return thing;
  }
}
