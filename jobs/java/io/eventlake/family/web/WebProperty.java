package io.eventlake.family.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

/**
 * The properties of the contract, {@code schemas/web/event-1.json}, in its order; a test holds the
 * two together. Derived event ids depend on it: new properties may come between, but no two of
 * these may change places.
 */
enum WebProperty {
  EVENT(null, "", Type.OBJECT),
  SCHEMA_VERSION(EVENT, "schema_version", Type.VERSION),
  EVENT_TYPE(EVENT, "event_type", Type.CHOICE, WebEvents.TYPES),
  EVENT_ID(EVENT, "event_id", Type.ID),
  TS(EVENT, "ts", Type.TIMESTAMP),
  INGEST_TS(EVENT, "ingest_ts", Type.INTEGER),
  SOURCE(EVENT, "source", Type.TEXT),
  PRIVACY(EVENT, "privacy", Type.OBJECT),
  ANALYTICS(PRIVACY, "analytics", Type.BOOLEAN),
  ADS(PRIVACY, "ads", Type.BOOLEAN),
  SOURCE_IP(PRIVACY, "source_ip_anonymized", Type.ADDRESS),
  USER(EVENT, "user", Type.OBJECT),
  USER_ID_HASH(USER, "user_id_hash", Type.USER),
  GEO_COUNTRY(USER, "geo_country", Type.TEXT),
  CONSENT(USER, "consent", Type.OBJECT),
  CONSENT_ANALYTICS(CONSENT, "analytics", Type.BOOLEAN),
  CONSENT_ADS(CONSENT, "ads", Type.BOOLEAN),
  SESSION(EVENT, "session", Type.OBJECT),
  SESSION_ID(SESSION, "session_id", Type.SESSION),
  UTM(SESSION, "utm", Type.OBJECT),
  UTM_SOURCE(UTM, "source", Type.TEXT),
  UTM_MEDIUM(UTM, "medium", Type.TEXT),
  UTM_CAMPAIGN(UTM, "campaign", Type.TEXT),
  UTM_TERM(UTM, "term", Type.TEXT),
  UTM_CONTENT(UTM, "content", Type.TEXT),
  CTX(EVENT, "ctx", Type.OBJECT),
  PAGE_URL(CTX, "page_url", Type.TEXT),
  REFERRER(CTX, "referrer", Type.TEXT),
  LOCALE(CTX, "locale", Type.TEXT),
  USER_AGENT(CTX, "user_agent", Type.TEXT),
  AB_VARIANT(CTX, "ab_variant", Type.TEXT),
  CHART(EVENT, "chart", Type.OBJECT),
  PRODUCT_IDS(CHART, "product_ids", Type.TEXTS),
  ACTION(CHART, "action", Type.CHOICE, WebEvents.ACTIONS),
  CONTROL_ID(CHART, "control_id", Type.TEXT),
  CONTROL_VALUE(CHART, "control_value", Type.SCALAR),
  AFFILIATE(EVENT, "affiliate", Type.OBJECT),
  LINK_ID(AFFILIATE, "link_id", Type.TEXT),
  TARGET(AFFILIATE, "target", Type.TEXT),
  PAYOUT_CENTS(AFFILIATE, "payout_cents", Type.AMOUNT),
  METADATA(EVENT, "metadata", Type.OBJECT),
  SDK_VERSION(METADATA, "sdk_version", Type.TEXT),
  EXPERIMENT_KEYS(METADATA, "experiment_keys", Type.TEXTS),
  SCHEMA_HASH(METADATA, "schema_hash", Type.TEXT);

  /** What a property's value may be; null, where a value is not required, is as absent. */
  enum Type {
    OBJECT("an object"),
    TEXT("a string"),
    TEXTS("an array of strings"),
    /** A string, number or boolean, kept as text. */
    SCALAR("a string, a number or a boolean"),
    VERSION("a string"),
    CHOICE("a string"),
    ID("a string"),
    /** The id of a session. */
    SESSION("a string"),
    /** The hash that stands for a user. */
    USER("a string"),
    /** An address, of which the network is kept. */
    ADDRESS("a string"),
    TIMESTAMP("a string"),
    INTEGER("an integer"),
    /** An integer that is not negative and at most {@link WebProperty#MAX_AMOUNT}. */
    AMOUNT("an integer"),
    BOOLEAN("a boolean");

    final String description;

    Type(String description) {
      this.description = description;
    }
  }

  /** Most that one amount can be, cents: the sums of a session and of a minute then fit a long. */
  static final long MAX_AMOUNT = 1_000_000_000_000L;

  static {
    for (WebProperty property : values()) {
      if (property.parent != null) {
        property.parent.children.put(property.name, property);
      }
    }
  }

  /** The object that has this property; null for the event itself. */
  final WebProperty parent;

  final Type type;

  /** The values of a choice, else empty. */
  final List<String> choices;

  /** The same values as rows have them. */
  final StringData[] choiceStrings;

  private final String name;
  private final String pointer;
  private final Map<String, WebProperty> children = new HashMap<>();

  WebProperty(WebProperty parent, String name, Type type, String... choices) {
    this.parent = parent;
    this.name = name;
    this.pointer = parent == null ? "" : parent.pointer + "/" + name;
    this.type = type;
    this.choices = List.of(choices);
    this.choiceStrings = new StringData[choices.length];
    for (int i = 0; i < choices.length; i++) {
      BinaryStringData string = BinaryStringData.fromString(choices[i]);
      // Now, because tasks share them.
      string.ensureMaterialized();
      choiceStrings[i] = string;
    }
  }

  /** The property of this object with the name, or null where the contract knows none. */
  WebProperty child(String childName) {
    return children.get(childName);
  }

  String jsonName() {
    return name;
  }

  /** The names of all properties; the same in several objects stands several times. */
  static List<String> jsonNames() {
    return Arrays.stream(values())
        .filter(property -> property != EVENT)
        .map(WebProperty::jsonName)
        .collect(Collectors.toList());
  }

  /** JSON pointer (RFC 6901); empty for the event itself. */
  String pointer() {
    return pointer;
  }

  /** Name as a sentence says it: {@code chart.action}. */
  String path() {
    return pointer.substring(1).replace('/', '.');
  }

  /**
   * True for the properties that say whether analytics are consented to, and what is around them.
   */
  boolean tellsConsent() {
    return this == PRIVACY
        || this == ANALYTICS
        || this == USER
        || this == CONSENT
        || this == CONSENT_ANALYTICS;
  }

  /** True for an id, which may be there and count as absent. */
  boolean isId() {
    return type == Type.ID || type == Type.SESSION || type == Type.USER;
  }

  /** As a bit of a set; there are at most 64 properties. */
  long bit() {
    return 1L << ordinal();
  }
}
