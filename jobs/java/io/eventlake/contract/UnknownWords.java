package io.eventlake.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.config.NearestNames;
import io.eventlake.family.PropertyNames;
import io.eventlake.json.JsonText;
import io.eventlake.json.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks through records for names and words that a contract does not know but nearly does. Tells
 * names of properties and the contract's own words only, never a value: the same as a masked dead
 * letter. Not for several threads.
 */
public final class UnknownWords {

  /** Of a schema: the property that an event may be alone, without what is around it. */
  private static final String BARE = "x-bare";

  private final JsonNode schema;
  private final List<String> paths = new ArrayList<>();
  private final JsonText text = new JsonText();

  public UnknownWords(EventContract contract) {
    schema = contract.schema();
    addPaths(schema, "");
  }

  /** What is found up to where the record cannot be read. */
  public List<UnknownWord> of(byte[] record) {
    text.decode(record);
    List<UnknownWord> found = new ArrayList<>();
    try (JsonParser json = StrictJson.parser(text)) {
      JsonNode event = isBare() ? schema.at(schema.path(BARE).asText()) : schema;
      if (json.nextToken() == JsonToken.START_OBJECT) {
        read(json, event, "", found);
      }
    } catch (IOException e) { // of a text in memory: it is no JSON, which the decoder tells
      return found;
    }

    return found;
  }

  /** True for an event that has nothing of what is required around it. */
  private boolean isBare() throws IOException {
    if (!schema.has(BARE)) {
      return false;
    }

    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    try (JsonParser json = StrictJson.parser(text)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        if (required.contains(name)) {
          return false;
        }
        json.nextToken();
        json.skipChildren();
      }
    }

    return true;
  }

  private void addPaths(JsonNode object, String prefix) {
    object
        .path("properties")
        .fields()
        .forEachRemaining(
            property -> {
              paths.add(prefix + property.getKey());
              addPaths(property.getValue(), prefix + property.getKey() + ".");
            });
  }

  private void read(JsonParser json, JsonNode object, String pointer, List<UnknownWord> found)
      throws IOException {
    List<String> absent = new ArrayList<>();
    object.path("properties").fieldNames().forEachRemaining(absent::add);
    List<String> unknown = new ArrayList<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      JsonNode property = object.path("properties").path(name);
      absent.remove(name);
      if (property.isMissingNode()) {
        unknown.add(name);
        json.skipChildren();
      } else if (value == JsonToken.START_OBJECT && property.has("properties")) {
        read(json, property, pointer + "/" + name, found);
      } else if (value == JsonToken.VALUE_STRING && property.has("enum")) {
        addWord(json.getText(), property.path("enum"), pointer + "/" + name, found);
      } else {
        json.skipChildren();
      }
    }

    for (String name : unknown) {
      addName(name, absent, pointer, found);
    }
  }

  private static void addWord(
      String word, JsonNode choices, String pointer, List<UnknownWord> found) {
    List<String> words = new ArrayList<>();
    choices.forEach(choice -> words.add(choice.asText()));
    List<String> nearest = words.contains(word) ? List.of() : NearestNames.of(word, words);
    if (!nearest.isEmpty()) {
      found.add(new UnknownWord(pointer, nearest));
    }
  }

  /** Near one that is missing beside it, or one of another object by the same name. */
  private void addName(String name, List<String> absent, String pointer, List<UnknownWord> found) {
    if (name.isEmpty() || !PropertyNames.areHarmless(name)) {
      return;
    }

    List<String> nearest = NearestNames.of(name, absent);
    if (nearest.isEmpty()) {
      nearest = new ArrayList<>(paths);
      nearest.removeIf(path -> !path.endsWith("." + name));
    }

    if (!nearest.isEmpty()) {
      found.add(new UnknownWord(pointer + "/" + name, nearest));
    }
  }
}
