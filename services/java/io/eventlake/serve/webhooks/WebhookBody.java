package io.eventlake.serve.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.serve.webhooks.Webhook.Property;
import io.eventlake.table.TableName;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.types.Type;

/** What somebody sends of a webhook. */
final class WebhookBody {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 50;
  private static final int MOST_CHARACTERS = 1_024;

  private final JsonNode body;

  /**
   * Reads a request.
   *
   * @param names what can be in it
   * @throws AnsweredException 400 where something else is
   */
  WebhookBody(Context request, Set<String> names) {
    JsonNode read;
    try {
      read = JSON.readTree(request.bodyAsBytes());
    } catch (IOException e) {
      throw wrong("The body is no JSON.");
    }

    if (read == null || !read.isObject()) {
      throw wrong("The body is no JSON object.");
    }

    read.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw wrong(
                    "There is no property "
                        + (name.length() > 40 ? name.substring(0, 40) + "..." : name)
                        + "; there are "
                        + new TreeSet<>(names)
                        + ".");
              }
            });
    body = read;
  }

  /** A text; null where it is not given. */
  String text(String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    } else if (!value.isTextual() || value.textValue().isEmpty()) {
      throw wrong(name + " is no text.");
    } else if (value.textValue().length() > 2 * MOST_CHARACTERS) {
      throw wrong(name + " is too long.");
    }

    return value.textValue();
  }

  /** A text that has to be there. */
  String required(String name) {
    String text = text(name);
    if (text == null) {
      throw wrong(name + " is missing.");
    }

    return text;
  }

  /** False where it is not given. */
  boolean flag(String name) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(name + " is neither true nor false.");
    }

    return value.asBoolean();
  }

  /** Types of events; empty for all. */
  List<String> types() {
    List<String> types = new ArrayList<>();
    JsonNode all = body.path("types");
    if (!all.isMissingNode() && (!all.isArray() || all.isEmpty() || all.size() > MOST)) {
      throw wrong("types is no list of 1 to " + MOST + " types: leave it out for all.");
    }

    for (JsonNode one : all) {
      types.add((String) value("types", one, Type.TypeID.STRING));
    }

    return types;
  }

  /**
   * Columns of the events with the value that they have to have, or a list of those.
   *
   * @param viewer who may ask for those alone that can be seen
   */
  List<Property> properties(Viewer viewer, LakeState state) {
    JsonNode all = body.path("properties");
    if (!all.isMissingNode() && !all.isObject() || all.size() > MOST) {
      throw wrong("properties is no object of columns and values.");
    }

    List<String> columns = NewEvents.columns(viewer, state);
    List<Property> properties = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : all.properties()) {
      String name = one.getKey();
      if (!columns.contains(name)) {
        throw wrong(
            "Events of "
                + state.family()
                + " have no such property, or this key may not see who somebody is; there are "
                + columns
                + ".");
      }

      Type.TypeID type =
          state.lake().set().definition(TableName.SILVER_EVENTS).schema().findType(name).typeId();
      properties.add(new Property(name, values(name, one.getValue(), type)));
    }

    return properties;
  }

  private static List<Object> values(String name, JsonNode node, Type.TypeID type) {
    List<Object> values = new ArrayList<>();
    if (!node.isArray()) {
      values.add(value(name, node, type));
      return values;
    }

    node.forEach(one -> values.add(value(name, one, type)));
    if (values.isEmpty() || values.size() > MOST) {
      throw wrong(name + " has no value, or more than " + MOST + ".");
    }

    return values;
  }

  private static Object value(String name, JsonNode node, Type.TypeID type) {
    switch (type) {
      case STRING:
        if (node.isTextual() && node.textValue().length() <= MOST_CHARACTERS) {
          return node.textValue();
        }

        throw wrong(name + " is a text: give one, or a list of them.");
      case BOOLEAN:
        if (node.isBoolean()) {
          return node.booleanValue();
        }

        throw wrong(name + " is true or false.");
      case INTEGER:
      case LONG:
        if (node.isIntegralNumber() && node.canConvertToLong()) {
          return node.longValue();
        }

        throw wrong(name + " is a whole number: give one, or a list of them.");
      default:
        throw wrong(name + " is no text, whole number or boolean, so events are not told by it.");
    }
  }

  private static AnsweredException wrong(String sentence) {
    return new AnsweredException(400, sentence);
  }
}
