package io.eventlake.family.web;

/** Positions of the columns of {@code silver.events}, as {@code iceberg-ddl} has them. */
public final class WebColumns {

  public static final int EVENT_ID = 0;
  public static final int EVENT_TYPE = 1;
  public static final int TS = 2;
  public static final int INGEST_TS = 3;
  public static final int SESSION_ID = 4;
  public static final int USER_ID_HASH = 5;
  public static final int GEO_COUNTRY = 6;
  public static final int PAGE_URL = 7;
  public static final int REFERRER = 8;
  public static final int LOCALE = 9;
  public static final int USER_AGENT = 10;
  public static final int AB_VARIANT = 11;
  public static final int CHART_ACTION = 12;
  public static final int CHART_CONTROL_ID = 13;
  public static final int CHART_CONTROL_VALUE = 14;
  public static final int PRODUCT_IDS = 15;
  public static final int AFFILIATE_LINK_ID = 16;
  public static final int AFFILIATE_TARGET = 17;
  public static final int PAYOUT_CENTS = 18;
  public static final int SOURCE = 19;
  public static final int SCHEMA_VERSION = 20;
  public static final int SOURCE_IP_ANONYMIZED = 21;
  public static final int EVENT_DT = 22;
  public static final int EVENT_HOUR = 23;
  public static final int ARRIVAL_TS = 24;
  public static final int CLOCK_SKEWED = 25;

  public static final int IN_SESSION = 26;

  /** Number of columns. */
  public static final int COUNT = 27;

  private WebColumns() {}
}
