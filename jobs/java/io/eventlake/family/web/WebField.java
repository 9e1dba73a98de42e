package io.eventlake.family.web;

import io.eventlake.family.contract.Property;

/** The contract's properties that rows are made of, looked up once. */
final class WebField {

  static final Property SCHEMA_VERSION = WebProperties.contract().property("/schema_version");
  static final Property EVENT_TYPE = WebProperties.contract().property("/event_type");
  static final Property TS = WebProperties.contract().property("/ts");
  static final Property INGEST_TS = WebProperties.contract().property("/ingest_ts");
  static final Property SOURCE = WebProperties.contract().property("/source");
  static final Property ANALYTICS = WebProperties.contract().property("/privacy/analytics");
  static final Property ADS = WebProperties.contract().property("/privacy/ads");
  static final Property SOURCE_IP =
      WebProperties.contract().property("/privacy/source_ip_anonymized");
  static final Property USER = WebProperties.contract().property("/user");
  static final Property USER_ID_HASH = WebProperties.contract().property("/user/user_id_hash");
  static final Property GEO_COUNTRY = WebProperties.contract().property("/user/geo_country");
  static final Property CONSENT_ANALYTICS =
      WebProperties.contract().property("/user/consent/analytics");
  static final Property CONSENT_ADS = WebProperties.contract().property("/user/consent/ads");
  static final Property SESSION = WebProperties.contract().property("/session");
  static final Property SESSION_ID = WebProperties.contract().property("/session/session_id");
  static final Property UTM = WebProperties.contract().property("/session/utm");
  static final Property UTM_SOURCE = WebProperties.contract().property("/session/utm/source");
  static final Property UTM_MEDIUM = WebProperties.contract().property("/session/utm/medium");
  static final Property UTM_CAMPAIGN = WebProperties.contract().property("/session/utm/campaign");
  static final Property UTM_TERM = WebProperties.contract().property("/session/utm/term");
  static final Property UTM_CONTENT = WebProperties.contract().property("/session/utm/content");
  static final Property CTX = WebProperties.contract().property("/ctx");
  static final Property PAGE_URL = WebProperties.contract().property("/ctx/page_url");
  static final Property REFERRER = WebProperties.contract().property("/ctx/referrer");
  static final Property LOCALE = WebProperties.contract().property("/ctx/locale");
  static final Property USER_AGENT = WebProperties.contract().property("/ctx/user_agent");
  static final Property AB_VARIANT = WebProperties.contract().property("/ctx/ab_variant");
  static final Property CHART = WebProperties.contract().property("/chart");
  static final Property PRODUCT_IDS = WebProperties.contract().property("/chart/product_ids");
  static final Property ACTION = WebProperties.contract().property("/chart/action");
  static final Property CONTROL_ID = WebProperties.contract().property("/chart/control_id");
  static final Property CONTROL_VALUE = WebProperties.contract().property("/chart/control_value");
  static final Property AFFILIATE = WebProperties.contract().property("/affiliate");
  static final Property LINK_ID = WebProperties.contract().property("/affiliate/link_id");
  static final Property TARGET = WebProperties.contract().property("/affiliate/target");
  static final Property PAYOUT_CENTS = WebProperties.contract().property("/affiliate/payout_cents");
  static final Property METADATA = WebProperties.contract().property("/metadata");
  static final Property SDK_VERSION = WebProperties.contract().property("/metadata/sdk_version");
  static final Property EXPERIMENT_KEYS =
      WebProperties.contract().property("/metadata/experiment_keys");
  static final Property SCHEMA_HASH = WebProperties.contract().property("/metadata/schema_hash");

  private WebField() {}
}
