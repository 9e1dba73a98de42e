package io.eventlake.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The properties that a schema describes, one row each, in words. */
final class ContractProperties {

  static final List<String> HEADS =
      List.of("property", "meaning", "type", "what it may be", "required", "example");

  static final List<String> SHORT_HEADS = List.of("property", "type", "what it may be", "required");

  private static final String NULL = "null";

  private final List<List<String>> rows = new ArrayList<>();
  private final Map<String, String> required = new HashMap<>();

  private ContractProperties(JsonNode schema) {
    describe(schema, "");
  }

  /** A row under the {@link #HEADS} for each property, in the schema's order. */
  static List<List<String>> of(JsonNode schema) {
    return new ContractProperties(schema).rows;
  }

  /** A row under the {@link #SHORT_HEADS} for each: where no bounds are told, the meaning. */
  static List<List<String>> shortOf(JsonNode schema) {
    return of(schema).stream()
        .map(
            row ->
                List.of(
                    row.get(0),
                    row.get(2),
                    row.get(3).isEmpty() ? row.get(1) : row.get(3),
                    row.get(4)))
        .collect(Collectors.toList());
  }

  /** What an object asks for: one of several, or with a value of another of its properties. */
  private void demand(JsonNode object, String prefix) {
    List<String> either = new ArrayList<>();
    for (JsonNode branch : object.path("anyOf")) {
      if (branch.has("required")) {
        either.add(prefix + deepest(branch));
      }
    }
    for (String path : either) {
      List<String> others = new ArrayList<>(either);
      others.remove(path);
      required.put(path, "this, or " + code(others));
    }

    for (JsonNode rule : object.path("allOf")) {
      JsonNode condition = rule.path("if").path("properties");
      List<String> with =
          condition.findPath("enum").isArray()
              ? values(condition.findPath("enum"))
              : List.of(condition.findPath("const").asText());
      rule.path("then")
          .path("required")
          .forEach(
              name -> required.merge(prefix + name.asText(), "with " + code(with), this::both));
    }
  }

  private String both(String one, String other) {
    return one + ", " + other.substring("with ".length());
  }

  /** The innermost property that a branch asks for. */
  private static String deepest(JsonNode branch) {
    String name = branch.path("required").path(0).asText();
    JsonNode inner = branch.path("properties").path(name);
    return inner.has("required") ? name + "." + deepest(inner) : name;
  }

  private void describe(JsonNode object, String prefix) {
    demand(object, prefix);
    List<String> always = texts(object.path("required"));
    object
        .path("properties")
        .fields()
        .forEachRemaining(
            property -> {
              String path = prefix + property.getKey();
              JsonNode node = property.getValue();
              rows.add(
                  List.of(
                      "`" + path + "`",
                      node.path("description").asText(),
                      type(node),
                      String.join("; ", bounds(node)),
                      always.contains(property.getKey())
                          ? "yes"
                          : required.getOrDefault(path, "no"),
                      code(values(node.path("examples")))));
              describe(node, path + ".");
            });
  }

  private static String type(JsonNode node) {
    JsonNode type = node.path("type");
    String names =
        (type.isArray() ? texts(type) : List.of(type.asText()))
            .stream().filter(name -> !name.equals(NULL)).collect(Collectors.joining(" or "));
    if (!node.has("items")) {
      return names;
    }

    String items = type(node.path("items"));
    return names
        + " of "
        + (items.isEmpty() ? String.join(", ", bounds(node.path("items"))) : items);
  }

  /** What a value must be beyond its type; of parts with a description that. */
  static List<String> bounds(JsonNode node) {
    List<String> bounds = new ArrayList<>();
    if (node.has("enum")) {
      List<String> words = values(node.path("enum"));
      words.remove(NULL);
      bounds.add("one of " + code(words));
    }
    if (node.has("const")) {
      bounds.add("`" + node.path("const").asText() + "`");
    }
    if (node.has("exclusiveMinimum")) {
      bounds.add("more than `" + node.path("exclusiveMinimum").asText() + "`");
    }
    if (node.has("minimum")) {
      bounds.add("at least `" + node.path("minimum").asText() + "`");
    }
    if (node.has("maximum")) {
      bounds.add("at most `" + node.path("maximum").asText() + "`");
    }
    if (node.has("format")) {
      bounds.add("a `" + node.path("format").asText() + "`");
    }
    if (node.has("pattern")) {
      bounds.add("of the form `" + node.path("pattern").asText() + "`");
    }
    if (node.has("$ref")) {
      bounds.add("`" + node.path("$ref").asText().replaceFirst(".*/", "") + "`");
    }

    if (node.has("anyOf")) {
      List<String> either = new ArrayList<>();
      node.path("anyOf").forEach(part -> either.add(String.join(", ", bounds(part))));
      // That it may be null is told of what is not required.
      either.removeIf(String::isEmpty);
      bounds.add(String.join(", or ", either));
    }
    if (node.has("not")) {
      List<String> not = bounds(node.path("not"));
      bounds.add(not.isEmpty() ? "" : "not " + String.join(", ", not));
    }

    // What is required together is told of each property.
    bounds.removeIf(String::isEmpty);

    return bounds;
  }

  private static String code(List<String> words) {
    return words.isEmpty()
        ? ""
        : words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** Texts as they are, other values as JSON. */
  private static List<String> values(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(each -> values.add(each.isTextual() ? each.textValue() : each.toString()));
    return values;
  }
}
