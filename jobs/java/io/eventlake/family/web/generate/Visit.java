package io.eventlake.family.web.generate;

import io.eventlake.family.Dice;
import java.util.LinkedHashMap;
import java.util.Map;

/** One visitor's stay on the site: what all of its events share. */
final class Visit {

  /** Which of the contract's two shapes carries the consent. */
  enum ConsentShape {
    PRIVACY,
    BROWSER,
    BOTH
  }

  private static final String[] REFERRERS = {
    "https://www.google.com/", "https://duckduckgo.com/", "https://news.example.net/reviews", null
  };
  private static final String[] CAMPAIGNS = {
    "summer", "black-friday", "retargeting_q1", "frühling", "brand"
  };

  final long startMillis;

  /** Null when the browser keeps none. */
  final String sessionId;

  /** Null for a visitor who is not signed in. */
  final String userId;

  final String variant;
  final Browser browser;

  /** Null, or UTM parameters by name. */
  final Map<String, String> utm;

  /** Page before the first one, or null. */
  final String referrer;

  final ConsentShape consentShape;
  final boolean analytics;

  /** Null when the visitor was not asked. */
  final Boolean ads;

  final String schemaVersion;
  final String sdkVersion;

  Visit(long startMillis, Dice dice, GeneratorOptions options) {
    this(startMillis, dice, options, dice.below(100));
  }

  /** A visit in a named session, as a crawler that keeps its cookies makes it. */
  static Visit ofCrawler(long startMillis, Dice dice, GeneratorOptions options) {
    return new Visit(startMillis, dice, options, 0);
  }

  /** Of 100 kinds, 60 name session and user, 30 only the session, 8 only the user, 2 neither. */
  private Visit(long startMillis, Dice dice, GeneratorOptions options, int kind) {
    this.startMillis = startMillis;
    String user = Users.id(options.seed, dice.below(options.users));
    sessionId = kind < 90 ? "sid_" + dice.hex(24) : null;
    userId = kind < 60 || kind >= 90 && kind < 98 ? user : null;
    variant = dice.chance(0.97) ? dice.pick("A", "B") : null;
    browser = new Browser(dice);
    utm = dice.chance(0.4) ? campaign(dice) : null;
    referrer = dice.pick(REFERRERS);
    consentShape = dice.pickEarly(ConsentShape.values());
    analytics = !dice.chance(options.share(Quirk.NO_CONSENT));
    ads = dice.chance(0.9) ? (Boolean) dice.chance(0.5) : null;
    schemaVersion = dice.chance(0.98) ? dice.pick("1.1.0", "1.0.3", "1.12.0") : null;
    sdkVersion = dice.pick("0.2.3", "0.3.0", "1.0.0-rc.1");
  }

  /** True when a user's events are cut into sessions at gaps, as no session is named. */
  boolean keyedByUser() {
    return sessionId == null && userId != null;
  }

  private static Map<String, String> campaign(Dice dice) {
    Map<String, String> utm = new LinkedHashMap<>();
    utm.put("source", dice.pick("ads", "newsletter", "partner"));
    utm.put("medium", dice.pick("cpc", "email"));
    utm.put("campaign", dice.pickEarly(CAMPAIGNS));
    if (dice.chance(0.5)) {
      utm.put("term", dice.pick("best crm 2026", "cheap vpn", "crm vergleich"));
      utm.put("content", "ad-" + dice.below(40));
    }
    return utm;
  }
}
