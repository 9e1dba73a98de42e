// Web event, version 1, made by eventlake contract types: make it anew, do not edit.

/** One event of a web page, a chart or an affiliate link, as the ingest endpoint puts it into the stream: one JSON object (RFC 8259, UTF-8) in a record, of at most 64 nested levels. Properties that are not described here are kept with the event; a property that is described here may be given once. An optional property that is null counts as absent, as does an empty text in the tables that follow the first. Consent to analytics is required, in one of two shapes; where both are given the stricter one counts. Where an id is asked for, blank texts, the nil and the max UUID, undefined, null, NaN and [object Object] count as absent, in any case. Patterns are ECMA-262's, so $ is the very end of the text. Numbers for which an integer is asked have at most 1,000 characters. */
export interface WebEventProperties {
  /** Version of this contract that the producer was written for. Is of the form `^1\.\d+\.\d+$`. */
  schema_version?: string | null;
  /** What happened. A chart_interaction has the object chart, an affiliate_click the object affiliate. */
  event_type: "page_view" | "chart_interaction" | "affiliate_click";
  /** UUID of the event, of any version and in either case; a retry repeats it. Without one it is derived from the content. Is a `uuid`, or `absentId`. */
  event_id?: string | null;
  /** When it happened by the client's clock: an RFC 3339 date-time with its zone, within the years 1 to 9999 of UTC. T and Z may be in lower case; a fraction has one to nine digits, of which six are kept; an offset is below 18 hours, and -00:00, which tells none, is not taken. A leap second (:60) is taken in UTC on the days that had one since 1990, and counts as the second after it. Is a `date-time`; of the form `^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:([0-5]\d(\.\d{1,9})?([Zz]|(?!-00:00)[+-](0\d|1[0-7]):[0-5]\d)|60(\.\d{1,9})?([Zz]|\+00:00))$`. */
  ts: string;
  /** When the ingest endpoint took the event, milliseconds since 1970-01-01T00:00:00Z; 64 bits. Is at least `-9223372036854775808`; at most `9223372036854775807`. */
  ingest_ts?: number | null;
  /** The producer, for example web. */
  source?: string | null;
  /** Consent as the ingest endpoint states it, and the truncated address. */
  privacy?: {
    /** Whether the user consents to analytics. Where false, the event is only counted. */
    analytics?: boolean | null;
    /** Whether the user consents to advertising. */
    ads?: boolean | null;
    /** The client's address, of which no more than the network is kept: /24, or /48 of IPv6. */
    source_ip_anonymized?: string | null;
  } | null;
  /** The pseudonymous user. */
  user?: {
    /** Hash that stands for the user: sha256: and 64 hexadecimal digits, unless another form was agreed on; never an e-mail address. Is of the form `^(sha256:[0-9a-fA-F]{64})?$`, or `absentId`. */
    user_id_hash?: string | null;
    /** Country, ISO 3166-1 alpha-2. */
    geo_country?: string | null;
    /** Consent as the browser states it. */
    consent?: {
      /** As privacy.analytics. */
      analytics?: boolean | null;
      /** As privacy.ads. */
      ads?: boolean | null;
    } | null;
  } | null;
  /** The browser session. */
  session?: {
    /** Id of the session, never an e-mail address; an empty one, one with an IP address in it, and what is no id anywhere count as none. Is not `email`. */
    session_id?: string | null;
    /** The campaign that brought the user. */
    utm?: {
      /** utm_source. */
      source?: string | null;
      /** utm_medium. */
      medium?: string | null;
      /** utm_campaign. */
      campaign?: string | null;
      /** utm_term. */
      term?: string | null;
      /** utm_content. */
      content?: string | null;
    } | null;
  } | null;
  /** Page, browser and experiment. */
  ctx?: {
    /** URL of the page. */
    page_url?: string | null;
    /** URL of the page before it. */
    referrer?: string | null;
    /** Locale of the browser, for example en-US. */
    locale?: string | null;
    /** The browser as it names itself. */
    user_agent?: string | null;
    /** Variant of the A/B experiment. */
    ab_variant?: string | null;
  } | null;
  /** What was done to a chart; required for chart_interaction. */
  chart?: {
    /** Products in the chart. */
    product_ids?: Array<string> | null;
    /** What the user did. */
    action?: "toggle" | "sort" | "filter" | "compare_expand" | "compare_collapse" | null;
    /** The control that was used. */
    control_id?: string | null;
    /** Its value; kept as text. */
    control_value?: string | number | boolean | null;
  } | null;
  /** The affiliate link that was clicked; required for affiliate_click. */
  affiliate?: {
    /** Id of the link. */
    link_id?: string | null;
    /** Where it leads. */
    target?: string | null;
    /** Payout of the click, cents; at most 10^12. Is at least `0`; at most `1000000000000`. */
    payout_cents?: number | null;
  } | null;
  /** About the producer. */
  metadata?: {
    /** Version of the SDK that made the event. */
    sdk_version?: string | null;
    /** Experiments that were on. */
    experiment_keys?: Array<string> | null;
    /** Hash of the schema that the ingest endpoint checked by. */
    schema_hash?: string | null;
  } | null;
}

/** An event with all that its type asks for. */
export type WebEvent =
  WebEventProperties
  & ({ event_type: "page_view" } | { event_type: "chart_interaction"; chart: object } | { event_type: "affiliate_click"; affiliate: object })
  & ({ privacy: { analytics: boolean } } | { user: { consent: { analytics: boolean } } });
