package io.eventlake.family.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.family.contract.Property;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Changes events at random, near what the contract allows and across its limits. */
final class EventMutator {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String HASH = "sha256:" + "0a1B".repeat(16);

  private static final String[] TEXTS = {
    "",
    " ",
    "x",
    "page_view",
    "sort",
    "Sort",
    "chart_interaction",
    "affiliate_click",
    "1.0.0",
    "1.10.200",
    "1.0",
    "2.0.0",
    "01.0.0",
    "1.0.0\n",
    "1.0.0-rc1",
    "1.\u0661.0",
    "1..0",
    "1.0.",
    "7B0A3C52-9F67-4C8C-8D2B-3F6A1E5D9C01",
    "00000000-0000-0000-0000-000000000000",
    "7b0a3c529f674c8c8d2b3f6a1e5d9c01",
    "{7b0a3c52-9f67-4c8c-8d2b-3f6a1e5d9c01}",
    "7b0a3c52-9f67-4c8c-8d2b-3f6a1e5d9c0g",
    "7b0a3c52-9f67-4c8c-8d2b-3f6a1e5d9c01\n",
    "\u0000",
    "\ud83d\ude00",
    "\u05e9\u05dc\u05d5\u05dd",
    "\"quoted\\\"",
    "true",
    "5",
    "undefined",
    "nan",
    "[object Object]",
    "\t ",
    "ffffffff-FFFF-ffff-ffff-ffffffffffff",
    "anna@shop.example",
    "anna%40shop.example",
    "@shop.example",
    "anna@example.",
    "anna@.e",
    "203.0.113.7",
    HASH,
    HASH.toUpperCase(Locale.ROOT),
    HASH + "\n",
    HASH.substring(1)
  };

  private static final String[] NUMBERS = {
    "0",
    "-0",
    "-1",
    "1",
    "1.0",
    "1e2",
    "1.5",
    "-0.0",
    "0.5e1",
    "1e-1",
    "10e-1",
    "1e400",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "9223372036854775807.0",
    "92233720368547758070e-1",
    "9.223372036854775807e18",
    "9.223372036854775808e18",
    "123456789012345678901234567890",
    "1000000000000",
    "1000000000001",
    "1e12",
    "1.000000000001e12",
    "1755721220500",
    "-1e-5"
  };

  private final Random random;

  EventMutator(Random random) {
    this.random = random;
  }

  /** A valid event, or a nearly valid one, with up to four changes. */
  ObjectNode event() {
    ObjectNode event = base().node();
    int changes = random.nextInt(5);
    for (int i = 0; i < changes; i++) {
      change(event);
    }

    return event;
  }

  private WebEventText base() {
    switch (random.nextInt(5)) {
      case 0:
        return WebEventText.pageView();
      case 1:
        return WebEventText.interaction();
      case 2:
        return WebEventText.click();
      default:
        return WebEventText.full();
    }
  }

  private void change(ObjectNode event) {
    Property property = pick(WebProperties.contract().properties());
    String pointer = property.pointer();
    if (pointer.isEmpty()) {
      return;
    }

    int slash = pointer.lastIndexOf('/');
    String name = pointer.substring(slash + 1);
    JsonNode parent = event.at(pointer.substring(0, slash));
    if (!(parent instanceof ObjectNode)) {
      return;
    }

    ObjectNode object = (ObjectNode) parent;
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
        object.set(name, fitting(property));
    }
  }

  /** A value of the right type, if not always within its rules. */
  private JsonNode fitting(Property property) {
    switch (property.type()) {
      case OBJECT:
        return NODES.objectNode();
      case BOOLEAN:
        return NODES.booleanNode(random.nextBoolean());
      case INTEGER:
        return number();
      case TEXTS:
        return array();
      case TIMESTAMP:
        return NODES.textNode(timestamp());
      case CHOICE:
        return NODES.textNode(random.nextInt(4) == 0 ? pick(TEXTS) : pick(property.choices()));
      default:
        return NODES.textNode(pick(TEXTS));
    }
  }

  private JsonNode value() {
    switch (random.nextInt(6)) {
      case 0:
        return NODES.textNode(pick(TEXTS));
      case 1:
        return number();
      case 2:
        return NODES.booleanNode(random.nextBoolean());
      case 3:
        return array();
      case 4:
        return NODES.objectNode().put("a", 1).putNull("b");
      default:
        return NODES.nullNode();
    }
  }

  private JsonNode number() {
    String text = pick(NUMBERS);
    boolean integer = text.matches("-?\\d+");
    return integer
        ? NODES.numberNode(new BigInteger(text))
        : DecimalNode.valueOf(new BigDecimal(text));
  }

  private ArrayNode array() {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(random.nextInt(8) == 0 ? NODES.nullNode() : NODES.textNode(pick(TEXTS)));
    }

    return array;
  }

  /** Parts that are near the limits of a date-time, put together at random. */
  private String timestamp() {
    List<String> parts = new ArrayList<>();
    parts.add(
        pick(
            "2025-08-20",
            "2024-02-29",
            "2025-02-29",
            "1900-02-29",
            "2000-02-29",
            "2025-04-31",
            "2025-00-10",
            "2025-13-01",
            "2025-01-00",
            "2025-1-1",
            "0000-01-01",
            "0001-01-01",
            "9999-12-31",
            "10000-01-01",
            "-001-01-01",
            "2016-12-31",
            "2015-06-30",
            "1972-06-30",
            "2020-12-31",
            "20250820"));
    parts.add(pick("T", "T", "T", "T", "t", " ", "", "_"));
    parts.add(
        pick(
            "20:20:20",
            "00:00:00",
            "23:59:59",
            "23:59:60",
            "12:30:60",
            "24:00:00",
            "12:60:00",
            "12:30",
            "12:30:61",
            "1:30:00",
            "12:30:5"));
    parts.add(pick("", "", ".1", ".123", ".123456", ".123456789", ".1234567890", ".", ",5"));
    parts.add(
        pick(
            "Z", "Z", "z", "+00:00", "-00:00", "+02:00", "-08:00", "+14:00", "+17:59", "+18:00",
            "-18:00", "+23:59", "+24:00", "+02:60", "+0200", "+2:00", "", "UTC", "Z ", "Z\n"));
    return String.join("", parts);
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
