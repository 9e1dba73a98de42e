package io.eventlake.family.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Builds events for tests: the smallest valid ones, with properties set by JSON pointer. */
final class WebEventText {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ObjectNode event;

  private WebEventText(ObjectNode event) {
    this.event = event;
  }

  /** A valid page view with consent, and nothing that is not required but an id. */
  static WebEventText pageView() {
    return parse(
        "{'event_type':'page_view','event_id':'7b0a3c52-9f67-4c8c-8d2b-3f6a1e5d9c01',"
            + "'ts':'2025-08-20T20:20:20.123Z','privacy':{'analytics':true}}");
  }

  /** A valid chart interaction. */
  static WebEventText interaction() {
    return pageView().with("/event_type", "chart_interaction").withJson("/chart", "{}");
  }

  /** A valid affiliate click. */
  static WebEventText click() {
    return pageView().with("/event_type", "affiliate_click").withJson("/affiliate", "{}");
  }

  /** An event with a value for every property of the contract. */
  static WebEventText full() {
    return parse(
        "{'schema_version':'1.1.0','event_type':'chart_interaction',"
            + "'event_id':'7B0A3C52-9F67-4C8C-8D2B-3F6A1E5D9C01','ts':'2025-08-20T20:20:20.123Z',"
            + "'ingest_ts':1755721220500,'source':'web',"
            + "'privacy':{'analytics':true,'ads':false,'source_ip_anonymized':'203.0.113.0'},"
            + "'user':{'user_id_hash':'sha256:ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12','geo_country':'IL',"
            + "'consent':{'analytics':true,'ads':true}},"
            + "'session':{'session_id':'sid_abc','utm':{'source':'ads','medium':'cpc',"
            + "'campaign':'summer','term':'chart','content':'b1'}},"
            + "'ctx':{'page_url':'https://shop.example/compare?x=1','referrer':'https://r.example/',"
            + "'locale':'he-IL','user_agent':'Mozilla/5.0','ab_variant':'A'},"
            + "'chart':{'product_ids':['','studio'],'action':'sort','control_id':'plan-price',"
            + "'control_value':'asc'},"
            + "'affiliate':{'link_id':'l1','target':'partner','payout_cents':125},"
            + "'metadata':{'sdk_version':'0.2.3','experiment_keys':['e1','e2'],"
            + "'schema_hash':'sha256:deadbeef'}}");
  }

  /** A valid page view with one more property, whose name and value are text as it is. */
  static String pageViewWith(String name, String json) {
    return pageView().toString().replaceFirst("}$", "") + ",\"" + name + "\":" + json + "}";
  }

  /** Parses an object; single quotes stand for double ones. */
  static WebEventText parse(String json) {
    return new WebEventText((ObjectNode) readJson(json));
  }

  WebEventText with(String pointer, String text) {
    return with(pointer, TextNode.valueOf(text));
  }

  /** Sets a property to JSON; single quotes stand for double ones. */
  WebEventText withJson(String pointer, String json) {
    return with(pointer, readJson(json));
  }

  WebEventText with(String pointer, JsonNode value) {
    int slash = pointer.lastIndexOf('/');
    ObjectNode object = event;
    for (String name : pointer.substring(0, slash).split("/")) {
      object = name.isEmpty() ? object : object.withObjectProperty(name);
    }
    object.set(pointer.substring(slash + 1), value);
    return this;
  }

  WebEventText without(String pointer) {
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) event.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));
    return this;
  }

  ObjectNode node() {
    return event;
  }

  Decoded decode() {
    return Decoded.of(toString());
  }

  @Override
  public String toString() {
    return event.toString();
  }

  private static JsonNode readJson(String json) {
    try {
      return MAPPER.readTree(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
