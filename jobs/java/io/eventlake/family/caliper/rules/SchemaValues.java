package io.eventlake.family.caliper.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What a schema says of values, by the kind of the property that has them. */
final class SchemaValues {

  /** Neither spaces nor what an IRI may not hold. */
  private static final String IRI_CHARACTERS = "[^\\s\\x00-\\x20\\x7F-\\x9F<>\"{}|\\\\^`]+$";

  private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

  private static final String DATE_TIME =
      "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)\\.\\d{3}Z$";

  private static final String DURATION =
      "^P(?!.*[.,]\\d+[A-Z].)(\\d+([.,]\\d+)?W|(?=[\\dT])(\\d+([.,]\\d+)?Y)?(\\d+([.,]\\d+)?M)?"
          + "(\\d+([.,]\\d+)?D)?(T(?=\\d)(\\d+([.,]\\d+)?H)?(\\d+([.,]\\d+)?M)?(\\d+([.,]\\d+)?S)?)?)$";

  private final ObjectNode definitions;
  private final Collection<TypeRules> types;

  SchemaValues(ObjectNode definitions, Collection<TypeRules> types) {
    this.definitions = definitions;
    this.types = types;
  }

  /** Defines the texts that have a form. */
  static void defineForms(ObjectNode definitions) {
    form(definitions, "EventId", PropertyKind.EVENT_ID, "^[uU][rR][nN]:[uU][uU][iI][dD]:" + UUID);
    form(
        definitions,
        "EntityId",
        PropertyKind.ENTITY_ID,
        "^(_:|[a-zA-Z][a-zA-Z0-9+.-]*:)" + IRI_CHARACTERS);
    form(definitions, "DateTime", PropertyKind.DATE_TIME, DATE_TIME).put("format", "date-time");
    form(definitions, "Duration", PropertyKind.DURATION, DURATION);
    form(
        definitions,
        "Context",
        PropertyKind.VERSION,
        "^http://purl\\.imsglobal\\.org/ctx/caliper/(v1p2|v1p1(/[^/]+Profile-extension)?)$");
    ObjectNode contexts = definitions.putObject("Contexts");
    contexts.put(
        "description",
        "The IRI of a version's context, an array that ends with one, or an object.");
    ArrayNode either = contexts.putArray("anyOf");
    refer(either.addObject(), "Context");
    either.addObject().put("type", "array").put("minItems", 1);
    either.addObject().put("type", "object");
  }

  private static ObjectNode form(
      ObjectNode definitions, String name, PropertyKind kind, String pattern) {
    return definitions
        .putObject(name)
        .put("description", sentence(kind.description))
        .put("type", "string")
        .put("pattern", pattern);
  }

  private static String sentence(String words) {
    boolean word = !words.startsWith("urn:");
    return (word ? Character.toUpperCase(words.charAt(0)) : words.charAt(0))
        + words.substring(1)
        + ".";
  }

  static void refer(ObjectNode node, String definition) {
    node.put("$ref", "#/$defs/" + definition);
  }

  /** Says what the value of a property is. */
  void put(ObjectNode node, PropertyRule rule) {
    switch (rule.kind) {
      case EVENT_ID:
        refer(node, "EventId");
        break;
      case ENTITY_ID:
        refer(node, "EntityId");
        break;
      case DATE_TIME:
        refer(node, "DateTime");
        break;
      case DURATION:
        refer(node, "Duration");
        break;
      case CONTEXT:
        refer(node, "Contexts");
        break;
      case VERSION:
        refer(node, "Context");
        break;
      case TERM:
        terms(node, rule);
        break;
      case TERMS:
        terms(node.put("type", "array").putObject("items"), rule);
        break;
      case STRINGS:
        node.put("type", "array").putObject("items").put("type", "string");
        break;
      case REFERENCES:
      case PARTS:
        entity(node.put("type", "array").putObject("items"), rule);
        break;
      case OBJECT:
      case REFERENCE:
      case PART:
        entity(node, rule);
        break;
      default:
        plain(node, rule);
    }
  }

  private static void plain(ObjectNode node, PropertyRule rule) {
    switch (rule.kind) {
      case INTEGER:
        node.put("type", "integer").put("minimum", 0);
        break;
      case DECIMAL:
      case NUMBER:
        node.put("type", "number");
        break;
      case BOOLEAN:
        node.put("type", "boolean");
        break;
      case MAP:
        node.put("type", "object");
        break;
      default:
        node.put("type", "string");
        if (rule.required) {
          node.put("minLength", 1);
        }
    }
  }

  private static void terms(ObjectNode node, PropertyRule rule) {
    ArrayNode terms = node.put("type", "string").putArray("enum");
    rule.choices().forEach(terms::add);
  }

  private void entity(ObjectNode node, PropertyRule rule) {
    boolean byIri = rule.kind == PropertyKind.REFERENCE || rule.kind == PropertyKind.REFERENCES;
    List<String> each = rule.types.stream().map(this::union).collect(Collectors.toList());
    if (each.size() == 1 && !byIri) {
      refer(node, each.get(0));
      return;
    }

    ArrayNode either = node.putArray("anyOf");
    each.forEach(one -> refer(either.addObject(), one));
    if (byIri) {
      refer(either.addObject(), "EntityId");
    }
  }

  /** The name of a definition of a type and all below it. */
  String union(String type) {
    List<String> members =
        types.stream()
            .filter(each -> each.isOneOf(List.of(type)))
            .map(each -> each.name)
            .collect(Collectors.toList());
    if (members.size() == 1) {
      return members.get(0);
    }

    String name = "Any" + type;
    if (!definitions.has(name)) {
      ObjectNode union = definitions.putObject(name);
      union.put("description", type + ", or a kind of it.");
      ArrayNode either = union.putArray("anyOf");
      members.forEach(member -> refer(either.addObject(), member));
    }

    return name;
  }
}
