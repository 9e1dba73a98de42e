package io.eventlake.collect.intake;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * Adds to web events what only the endpoint knows. What an event brings itself stays; its id, where
 * it brings none, is written down before anything is added, so that a retry has the same.
 */
final class WebEnrichment {

  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private static final String ID = "/event_id";
  private static final String INGESTED = "/ingest_ts";
  private static final String ADDRESS = "/privacy/source_ip_anonymized";
  private static final String COUNTRY = "/user/geo_country";
  private static final String AGENT = "/ctx/user_agent";
  private static final String SCHEMA = "/metadata/schema_hash";

  private final String schemaHash;

  /**
   * @param schemaHash of the schema that events were judged by
   */
  WebEnrichment(String schemaHash) {
    this.schemaHash = schemaHash;
  }

  /**
   * @param event one that was taken
   * @param id as the lake will have it
   */
  byte[] of(byte[] event, String id, RequestHead head) {
    EventMembers members = new EventMembers(event);
    String given = members.text(ID);
    if (given == null || !UUID.matcher(given).matches()) {
      members.put(ID, id);
    }
    if (!members.has(INGESTED)) {
      members.put(INGESTED, head.receivedMillis());
    }

    InetAddress address = head.address();
    addText(members, ADDRESS, address == null ? null : Networks.of(address));
    addText(members, COUNTRY, head.country());
    addText(members, AGENT, head.header("user-agent"));
    addText(members, SCHEMA, schemaHash);
    return members.bytes();
  }

  private static void addText(EventMembers members, String pointer, String text) {
    if (text != null && !text.isEmpty() && !members.has(pointer)) {
      members.put(pointer, text);
    }
  }
}
