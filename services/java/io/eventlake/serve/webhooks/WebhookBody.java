package io.eventlake.serve.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.JsonBody;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.serve.webhooks.Webhook.Property;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.types.Type;

/** What somebody sends of a webhook, as far as it is its own. */
final class WebhookBody {

  private static final int MOST = 50;
  private static final int MOST_CHARACTERS = 1_024;

  private final JsonBody body;

  WebhookBody(JsonBody body) {
    this.body = body;
  }

  /**
   * Columns of the events with the value that they have to have, or a list of those.
   *
   * @param viewer who may ask for those alone that can be seen
   */
  List<Property> properties(Viewer viewer, LakeState state) {
    JsonNode all = body.node("properties");
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
