package io.eventlake.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The contract as types for TypeScript. What a type cannot say (patterns, ranges) stands in the
 * comments; properties that the contract does not know are left out, so that a misspelt one is an
 * error where an event is written.
 */
public final class TypeScript {

  private static final String INDENT = "  ";

  private final JsonNode schema;

  private TypeScript(JsonNode schema) {
    this.schema = schema;
  }

  /** The whole module. */
  public static String text(EventContract contract) {
    return new TypeScript(contract.schema()).module();
  }

  private String module() {
    String title = schema.path("title").asText();
    String name = name(title);
    List<String> parts = new ArrayList<>();
    parts.add(name + "Properties");
    parts.add(conditions());
    parts.add(union(schema.path("anyOf")));
    parts.removeIf(String::isEmpty);
    return "// "
        + title
        + ", made by eventlake contract types: make it anew, do not edit.\n\n"
        + definitions()
        + comment(schema, "")
        + "export interface "
        + name
        + "Properties "
        + object(schema, "")
        + "\n\n/** An event with all that its type asks for. */\nexport type "
        + name
        + " =\n  "
        + String.join("\n  & ", parts)
        + ";\n";
  }

  /** What others refer to by name; those of texts by the text, where none is an object. */
  private String definitions() {
    boolean named = false;
    for (JsonNode definition : schema.path("$defs")) {
      named |= definition.has("properties");
    }
    if (!named) {
      return "";
    }

    StringBuilder text = new StringBuilder();
    schema
        .path("$defs")
        .properties()
        .forEach(
            each -> {
              JsonNode node = each.getValue();
              text.append(comment(node, ""))
                  .append(
                      node.has("properties")
                          ? "export interface " + each.getKey() + " " + object(node, "")
                          : "export type " + each.getKey() + " = " + type(node, "") + ";")
                  .append("\n\n");
            });
    return text.toString();
  }

  /** The words of a title before its comma, as one name. */
  private static String name(String title) {
    StringBuilder name = new StringBuilder();
    for (String word : title.split(",")[0].split(" ")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }

    return name.toString();
  }

  /** One variant for each value of the property that the schema's conditions look at. */
  private String conditions() {
    Map<String, Map<String, JsonNode>> rules = new LinkedHashMap<>();
    for (JsonNode rule : schema.path("allOf")) {
      String property = rule.path("if").path("required").path(0).asText();
      JsonNode value = rule.path("if").path("properties").path(property).path("const");
      rules
          .computeIfAbsent(property, any -> new LinkedHashMap<>())
          .put(value.toString(), rule.path("then"));
    }

    List<String> unions = new ArrayList<>();
    rules.forEach((property, byValue) -> unions.add(variants(property, byValue)));
    return String.join(" & ", unions);
  }

  private String variants(String property, Map<String, JsonNode> byValue) {
    List<String> variants = new ArrayList<>();
    for (JsonNode value : schema.path("properties").path(property).path("enum")) {
      JsonNode then = byValue.get(value.toString());
      String first = "{ " + property + ": " + value;
      variants.add(then == null ? first + " }" : first + "; " + members(then) + " }");
    }

    return "(" + String.join(" | ", variants) + ")";
  }

  private static String union(JsonNode branches) {
    List<String> types = new ArrayList<>();
    branches.forEach(branch -> types.add("{ " + members(branch) + " }"));
    return types.isEmpty() ? "" : "(" + String.join(" | ", types) + ")";
  }

  /** What a part of the schema demands, on one line. */
  private static String members(JsonNode demand) {
    List<String> members = new ArrayList<>();
    for (JsonNode name : demand.path("required")) {
      JsonNode inner = demand.path("properties").path(name.asText());
      String type = inner.has("required") ? "{ " + members(inner) + " }" : type(inner, "");
      members.add(name.asText() + ": " + type);
    }

    return String.join("; ", members);
  }

  private static String object(JsonNode node, String indent) {
    String inner = indent + INDENT;
    List<String> required = new ArrayList<>();
    node.path("required").forEach(name -> required.add(name.asText()));
    StringBuilder text = new StringBuilder("{\n");
    node.path("properties")
        .fields()
        .forEachRemaining(
            property ->
                text.append(comment(property.getValue(), inner))
                    .append(inner)
                    .append(key(property.getKey()))
                    .append(required.contains(property.getKey()) ? ": " : "?: ")
                    .append(type(property.getValue(), inner))
                    .append(";\n"));
    return text.append(indent).append('}').toString();
  }

  private static String key(String name) {
    return name.startsWith("@") ? "\"" + name + "\"" : name;
  }

  private static String type(JsonNode node, String indent) {
    List<String> types = new ArrayList<>();
    JsonNode named = node.path("type");
    if (node.has("enum")) {
      node.path("enum").forEach(value -> types.add(value.toString()));
    } else if (node.has("const")) {
      types.add(node.path("const").toString());
    } else if (named.isMissingNode() && node.has("$ref")) {
      types.add(node.path("$ref").asText().replaceFirst(".*/", ""));
    } else if (named.isMissingNode() && node.has("anyOf")) {
      node.path("anyOf").forEach(each -> types.add(type(each, indent)));
    } else if (named.isMissingNode()) {
      types.add("unknown");
    } else {
      (named.isArray() ? named : List.of(named))
          .forEach(each -> types.add(named(each.asText(), node, indent)));
    }

    return types.stream().distinct().collect(Collectors.joining(" | "));
  }

  private static String named(String type, JsonNode node, String indent) {
    switch (type) {
      case "integer":
        return "number";
      case "array":
        return "Array<" + type(node.path("items"), indent) + ">";
      case "object":
        return node.has("properties") ? object(node, indent) : type;
      default:
        return type;
    }
  }

  private static String comment(JsonNode node, String indent) {
    boolean told = node.has("enum") || node.has("const") || !node.has("type") && node.has("anyOf");
    String bounds = told ? "" : String.join("; ", ContractProperties.bounds(node));
    String text =
        node.path("description").asText() + (bounds.isEmpty() ? "" : " Is " + bounds + ".");
    return indent + "/** " + text.replace("*/", "*\\/") + " */\n";
  }
}
