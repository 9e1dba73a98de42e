package io.eventlake.family.web;

import static io.eventlake.family.contract.PropertyDefinition.property;
import static io.eventlake.family.contract.PropertyType.ADDRESS;
import static io.eventlake.family.contract.PropertyType.BOOLEAN;
import static io.eventlake.family.contract.PropertyType.CHOICE;
import static io.eventlake.family.contract.PropertyType.ID;
import static io.eventlake.family.contract.PropertyType.INTEGER;
import static io.eventlake.family.contract.PropertyType.OBJECT;
import static io.eventlake.family.contract.PropertyType.SCALAR;
import static io.eventlake.family.contract.PropertyType.SESSION;
import static io.eventlake.family.contract.PropertyType.TEXT;
import static io.eventlake.family.contract.PropertyType.TEXTS;
import static io.eventlake.family.contract.PropertyType.TIMESTAMP;
import static io.eventlake.family.contract.PropertyType.USER;
import static io.eventlake.family.contract.PropertyType.VERSION;

import io.eventlake.family.contract.Contract;
import io.eventlake.family.contract.Role;

/**
 * The contract {@code schemas/web/event-1.json}: its properties in its order, a test holds the two
 * together, and the columns that keep them. No two of these may change places.
 */
public final class WebProperties {

  /** Most that one amount can be, cents: the sums of a session and of a minute then fit a long. */
  static final long MAX_AMOUNT = 1_000_000_000_000L;

  private static final Contract CONTRACT =
      Contract.of(WebFamily.NAME)
          .with(property("/schema_version", VERSION).silver("schema_version"))
          .with(
              property("/event_type", CHOICE)
                  .choices(WebEvents.TYPES)
                  .role(Role.EVENT_TYPE)
                  .silver("event_type"))
          .with(property("/event_id", ID).role(Role.IDENTITY))
          .with(property("/ts", TIMESTAMP).role(Role.TIME).silver("ts"))
          .with(
              property("/ingest_ts", INTEGER)
                  .role(Role.INGEST_TIME)
                  .role(Role.DELIVERY)
                  .silver("ingest_ts"))
          .with(property("/source", TEXT).silver("source"))
          .with(property("/privacy", OBJECT))
          .with(property("/privacy/analytics", BOOLEAN).role(Role.CONSENT))
          .with(property("/privacy/ads", BOOLEAN))
          .with(
              property("/privacy/source_ip_anonymized", ADDRESS)
                  .role(Role.DELIVERY)
                  .silver("source_ip_anonymized"))
          .with(property("/user", OBJECT))
          .with(property("/user/user_id_hash", USER).role(Role.USER).silver("user_id_hash"))
          .with(property("/user/geo_country", TEXT).role(Role.DELIVERY).silver("geo_country"))
          .with(property("/user/consent", OBJECT))
          // Both shapes of consent in one; there is always one of them.
          .with(
              property("/user/consent/analytics", BOOLEAN)
                  .role(Role.CONSENT)
                  .bronze("privacy.analytics"))
          .with(property("/user/consent/ads", BOOLEAN).bronze("privacy.ads"))
          .with(property("/session", OBJECT))
          .with(property("/session/session_id", SESSION).role(Role.SESSION).silver("session_id"))
          .with(property("/session/utm", OBJECT))
          .with(property("/session/utm/source", TEXT))
          .with(property("/session/utm/medium", TEXT))
          .with(property("/session/utm/campaign", TEXT))
          .with(property("/session/utm/term", TEXT))
          .with(property("/session/utm/content", TEXT))
          .with(property("/ctx", OBJECT))
          .with(property("/ctx/page_url", TEXT).silver("page_url"))
          .with(property("/ctx/referrer", TEXT).silver("referrer"))
          .with(property("/ctx/locale", TEXT).silver("locale"))
          .with(property("/ctx/user_agent", TEXT).silver("user_agent"))
          .with(property("/ctx/ab_variant", TEXT).silver("ab_variant"))
          .with(property("/chart", OBJECT))
          .with(property("/chart/product_ids", TEXTS).silver("product_ids"))
          .with(property("/chart/action", CHOICE).choices(WebEvents.ACTIONS).silver("chart_action"))
          .with(property("/chart/control_id", TEXT).silver("chart_control_id"))
          .with(property("/chart/control_value", SCALAR).silver("chart_control_value"))
          .with(property("/affiliate", OBJECT))
          .with(property("/affiliate/link_id", TEXT).silver("affiliate_link_id"))
          .with(property("/affiliate/target", TEXT).silver("affiliate_target"))
          .with(
              property("/affiliate/payout_cents", INTEGER)
                  .between(0, MAX_AMOUNT)
                  .silver("payout_cents"))
          .with(property("/metadata", OBJECT))
          .with(property("/metadata/sdk_version", TEXT))
          .with(property("/metadata/experiment_keys", TEXTS))
          .with(property("/metadata/schema_hash", TEXT))
          .require("/event_type")
          .require("/ts")
          .require("/privacy/analytics", "/user/consent/analytics")
          .requireOf(WebEvents.CHART_INTERACTION, "/chart")
          .requireOf(WebEvents.AFFILIATE_CLICK, "/affiliate")
          .build();

  private WebProperties() {}

  /** The contract, shared by all. */
  public static Contract contract() {
    return CONTRACT;
  }
}
