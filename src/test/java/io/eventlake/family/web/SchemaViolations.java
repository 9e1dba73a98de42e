package io.eventlake.family.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;

/** Events within the bounds of the contract's file, and each bound broken by itself. */
final class SchemaViolations {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A value of each type that a schema names. */
  private static final Map<String, JsonNode> OF_TYPE =
      Map.of(
          "string", NODES.textNode("x"),
          "integer", NODES.numberNode(7),
          "number", NODES.numberNode(1.5),
          "boolean", NODES.booleanNode(true),
          "array", NODES.arrayNode(),
          "object", NODES.objectNode(),
          "null", NODES.nullNode());

  /** One bound broken: a property set to a value, or taken away where that is null. */
  static final class Violation {
    final String pointer;
    final JsonNode value;

    private Violation(String pointer, JsonNode value) {
      this.pointer = pointer;
      this.value = value;
    }

    /** The event with the bound broken, the rest as it is. */
    ObjectNode of(ObjectNode event) {
      ObjectNode broken = event.deepCopy();
      int slash = pointer.lastIndexOf('/');
      ObjectNode object = broken;
      for (String name : pointer.substring(0, slash).split("/")) {
        object = name.isEmpty() ? object : (ObjectNode) object.get(name);
      }

      if (value == null) {
        object.remove(pointer.substring(slash + 1));
      } else {
        object.set(pointer.substring(slash + 1), value);
      }

      return broken;
    }

    @Override
    public String toString() {
      return pointer + (value == null ? " is gone" : " is " + value);
    }
  }

  private final JsonNode schema;
  private final List<Violation> violations = new ArrayList<>();

  SchemaViolations(JsonNode schema) {
    this.schema = schema;
    schema
        .path("required")
        .forEach(name -> violations.add(new Violation("/" + name.asText(), null)));
    add(schema, "");
  }

  List<Violation> all() {
    return violations;
  }

  /** An event of every property, each with one of its examples, words or ends. */
  ObjectNode event(Random random) {
    return (ObjectNode) value(schema, random);
  }

  private JsonNode value(JsonNode node, Random random) {
    if (!node.has("properties")) {
      List<JsonNode> values = within(node);
      return values.get(random.nextInt(values.size()));
    }

    ObjectNode object = NODES.objectNode();
    node.path("properties")
        .fields()
        .forEachRemaining(
            property -> object.set(property.getKey(), value(property.getValue(), random)));
    return object;
  }

  /** Values at and within the bounds. */
  private static List<JsonNode> within(JsonNode node) {
    List<JsonNode> values = new ArrayList<>();
    node.path("examples").forEach(values::add);
    for (String end : List.of("minimum", "maximum")) {
      if (node.has(end)) {
        values.add(node.path(end));
      }
    }
    node.path("enum").forEach(word -> values.add(word.isNull() ? node.path("enum").path(0) : word));
    return values;
  }

  private void add(JsonNode object, String prefix) {
    object
        .path("properties")
        .fields()
        .forEachRemaining(
            property -> {
              String pointer = prefix + "/" + property.getKey();
              addOf(property.getValue(), pointer);
              add(property.getValue(), pointer);
            });
  }

  private void addOf(JsonNode node, String pointer) {
    List<String> types = types(node);
    OF_TYPE.forEach(
        (type, value) -> {
          boolean fits = types.contains(type) || type.equals("integer") && types.contains("number");
          if (!fits) {
            violations.add(new Violation(pointer, value));
          }
        });
    if (node.has("minimum")) {
      violations.add(new Violation(pointer, number(node.path("minimum"), -1)));
    }
    if (node.has("maximum")) {
      violations.add(new Violation(pointer, number(node.path("maximum"), 1)));
    }
    if (node.has("enum")) {
      String word = node.path("enum").path(0).asText();
      violations.add(new Violation(pointer, NODES.textNode(word + "s")));
    }
    if (node.has("pattern") || node.has("format") || node.has("anyOf")) {
      String fitting = node.path("examples").path(0).asText();
      violations.add(new Violation(pointer, NODES.textNode(fitting + "\n")));
      violations.add(new Violation(pointer, NODES.textNode("x" + fitting)));
    }
    if (node.has("items")) {
      violations.add(new Violation(pointer, NODES.arrayNode().add("x").add(7)));
    }
    if (node.path("not").path("$ref").asText().endsWith("email")) {
      violations.add(new Violation(pointer, NODES.textNode("anna@shop.example")));
    }
  }

  private static List<String> types(JsonNode node) {
    JsonNode type = node.path("type");
    return type.isArray()
        ? StreamSupport.stream(type.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(type.asText());
  }

  private static JsonNode number(JsonNode end, int beyond) {
    BigInteger number = end.bigIntegerValue().add(BigInteger.valueOf(beyond));
    return NODES.numberNode(number);
  }
}
