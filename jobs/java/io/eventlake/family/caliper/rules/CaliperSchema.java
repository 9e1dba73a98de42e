package io.eventlake.family.caliper.rules;

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
import java.util.stream.Collectors;

/**
 * The JSON Schema of an envelope: a frame, which is a resource, and a definition of each type, made
 * of the tables. It says what the strict rules ask for.
 */
public final class CaliperSchema {

  private static final String FRAME = "/schemas/caliper/envelope-1.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, TypeRules> types = new LinkedHashMap<>();
  private final List<String> names;
  private final ObjectNode root;
  private final ObjectNode definitions;
  private final SchemaValues values;

  private CaliperSchema(CaliperModel model) {
    model.scope().all().stream()
        .filter(type -> type.group != TypeRules.Group.RECORD)
        .filter(type -> type.group != TypeRules.Group.ABSTRACT)
        .forEach(type -> types.put(type.name, type));
    names = model.names();
    root = frame();
    definitions = root.withObjectProperty("$defs");
    values = new SchemaValues(definitions, types.values());
  }

  /** The whole schema, draft 2020-12, of the types that the model has. */
  public static String text(CaliperModel model) {
    CaliperSchema schema = new CaliperSchema(model);
    schema.define();
    return schema.root.toPrettyString() + "\n";
  }

  private static ObjectNode frame() {
    try (InputStream in = CaliperSchema.class.getResourceAsStream(FRAME)) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(FRAME + " cannot be read", e);
    }
  }

  private void define() {
    SchemaValues.defineForms(definitions);
    List<String> events = named(TypeRules.Group.EVENT);
    ObjectNode item = definitions.putObject("Item");
    item.put("description", "An event, or an entity that is told of by itself.");
    ArrayNode either = item.putArray("anyOf");
    events.forEach(event -> SchemaValues.refer(either.addObject(), event));
    SchemaValues.refer(either.addObject(), "Describe");
    SchemaValues.refer(either.addObject(), values.union("Value"));

    ObjectNode describe = definitions.putObject("Describe");
    describe.put("description", "An entity with its context.");
    describe.putArray("required").add("@context");
    SchemaValues.refer(describe, values.union("Entity"));
    List.copyOf(types.values()).forEach(this::define);
  }

  private List<String> named(TypeRules.Group group) {
    return types.values().stream()
        .filter(type -> type.group == group)
        .map(type -> type.name)
        .collect(Collectors.toList());
  }

  private void define(TypeRules type) {
    ObjectNode definition = definitions.putObject(type.name);
    definition.put("description", description(type));
    definition.put("type", "object");
    ArrayNode required = definition.putArray("required");
    ObjectNode properties = definition.putObject("properties");
    List<PropertyRule> conditional = new ArrayList<>();
    // The type first: who judges by the schema sees at once which definition it is.
    add(type, names.indexOf("type"), required, properties, conditional);
    for (int place = 0; place < names.size(); place++) {
      if (!properties.has(names.get(place))) {
        add(type, place, required, properties, conditional);
      }
    }

    if (!conditional.isEmpty()) {
      ArrayNode all = definition.putArray("allOf");
      conditional.forEach(rule -> addCondition(all, rule));
    }
  }

  private void add(
      TypeRules type,
      int place,
      ArrayNode required,
      ObjectNode properties,
      List<PropertyRule> conditional) {
    String name = names.get(place);
    List<PropertyRule> some =
        type.rules(place).stream()
            .filter(rule -> !rule.when.isEmpty())
            .collect(Collectors.toList());
    PropertyRule rule = type.rule(place, null);
    if (rule == null && some.isEmpty()) {
      return;
    }

    conditional.addAll(some);
    // Of an entity only an item has a context.
    boolean inner = rule != null && rule.kind == PropertyKind.CONTEXT && !type.isEvent();
    if (rule != null && rule.required && !inner) {
      required.add(name);
    }

    ObjectNode value = properties.putObject(name);
    if (!some.isEmpty()) {
      value.put(
          "description", some.stream().map(CaliperSchema::told).collect(Collectors.joining(" ")));
    }
    if (rule == null || !some.isEmpty()) {
      return;
    }

    if (rule.kind == PropertyKind.TYPE) {
      value.put("type", "string").put("const", type.name);
    } else {
      values.put(value, rule);
    }
  }

  /** Of a rule that holds for some actions. */
  private static String told(PropertyRule rule) {
    return "With " + String.join(" or ", rule.when) + ": " + rule.range() + " or its IRI.";
  }

  private void addCondition(ArrayNode all, PropertyRule rule) {
    ObjectNode condition = all.addObject();
    ObjectNode action = condition.putObject("if").putObject("properties").putObject("action");
    rule.when.forEach(action.putArray("enum")::add);
    ObjectNode then = condition.putObject("then");
    if (rule.required) {
      then.putArray("required").add(rule.property);
    }

    values.put(then.putObject("properties").putObject(rule.property), rule);
  }

  private static String description(TypeRules type) {
    String parents = String.join(", ", type.parents());
    return parents.isEmpty() ? type.name + "." : type.name + ", a kind of " + parents + ".";
  }
}
