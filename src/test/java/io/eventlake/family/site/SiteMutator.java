package io.eventlake.family.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes the examples of the contract at random, near what it allows and across its limits. */
final class SiteMutator {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String[] TEXTS = {
    "",
    " ",
    "x",
    "1.0",
    "0.3",
    "1.0.0",
    "1.10.2",
    "2.0.0",
    "page_view",
    "video_event",
    "play",
    "rewind",
    "undefined",
    "anna@academy.example",
    "anna%40academy.example",
    "u-4711",
    "\u0000",
    "\ud83d\ude00",
    "2026-04-01T10:00:00Z",
    "2026-04-01T10:00:00",
    "2026-02-30T10:00:00Z",
    "2026-04-01T10:00:00+02:00",
    "urn:eventlake:schemas:site:page_view:1",
    "urn:eventlake:schemas:site:video_event:1"
  };

  private static final String[] NUMBERS = {
    "0",
    "-0",
    "-1",
    "1",
    "1.0",
    "0.0625",
    "0.06249",
    "16",
    "16.01",
    "1e9",
    "1000000000.5",
    "1e-7",
    "-1e-7",
    "0.0",
    "200",
    "12.5",
    "1e300"
  };

  private final Random random;
  private final List<ObjectNode> examples = new ArrayList<>();

  SiteMutator(Random random) {
    this.random = random;
    for (JsonNode example : SiteSchemas.file("event-1").get("examples")) {
      examples.add((ObjectNode) example);
    }
  }

  /** A CloudEvent, valid or nearly, with up to three changes. */
  ObjectNode event() {
    ObjectNode event = examples.get(random.nextInt(examples.size())).deepCopy();
    for (int i = random.nextInt(4); i > 0; i--) {
      JsonNode data = event.get("data");
      boolean within = data instanceof ObjectNode && random.nextInt(3) > 0;
      change(
          within ? (ObjectNode) data : event,
          within ? "/properties/data/properties" : "/properties");
    }

    return event;
  }

  /** The data of one alone, as a plain body. */
  ObjectNode plain() {
    ObjectNode event = examples.get(random.nextInt(examples.size()));
    ObjectNode plain = event.get("data").deepCopy();
    plain.put("event_id", "1").put("timestamp", "2026-04-01T10:00:00Z");
    for (int i = random.nextInt(4); i > 0; i--) {
      change(plain, "/properties/data/properties");
    }

    return plain;
  }

  private void change(ObjectNode object, String properties) {
    List<String> names = new ArrayList<>();
    SiteSchemas.EVENT.file().at(properties).fieldNames().forEachRemaining(names::add);
    String name = pick(names);
    JsonNode schema = SiteSchemas.EVENT.file().at(properties).get(name);
    switch (random.nextInt(6)) {
      case 0:
        object.remove(name);
        break;
      case 1:
        object.putNull(name);
        break;
      case 2:
        object.set("unknown" + random.nextInt(3), value());
        break;
      case 3:
        object.set(name, value());
        break;
      default:
        object.set(name, schema.toString().contains("\"number\"") ? number() : fitting(schema));
    }
  }

  private JsonNode fitting(JsonNode schema) {
    JsonNode words = schema.has("enum") ? schema.get("enum") : schema.path("examples");
    return words.isEmpty() || random.nextInt(3) == 0
        ? NODES.textNode(TEXTS[random.nextInt(TEXTS.length)])
        : words.get(random.nextInt(words.size()));
  }

  private JsonNode value() {
    switch (random.nextInt(5)) {
      case 0:
        return number();
      case 1:
        return NODES.booleanNode(random.nextBoolean());
      case 2:
        return NODES.arrayNode().add("a");
      case 3:
        return NODES.objectNode().put("a", 1);
      default:
        return NODES.textNode(TEXTS[random.nextInt(TEXTS.length)]);
    }
  }

  private JsonNode number() {
    return DecimalNode.valueOf(new BigDecimal(NUMBERS[random.nextInt(NUMBERS.length)]));
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
