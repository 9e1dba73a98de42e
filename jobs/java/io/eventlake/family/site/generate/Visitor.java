package io.eventlake.family.site.generate;

import io.eventlake.family.Dice;

/** Who visits, and what stays the same during a visit. */
final class Visitor {

  private static final String[] PROJECTS = {"academy", "academy", "academy", "blog"};
  private static final String[] COUNTRIES = {"DE", "GB", "US", "FR", "IN"};

  /** Null where none is sent. */
  final String sessionId;

  final String userId;
  final String project;
  final String environment;
  final String source;
  final String country;
  final String device;
  final String campaign;

  Visitor(SiteTraffic traffic, Dice dice) {
    boolean anonymous = dice.chance(traffic.share(SiteQuirk.ANONYMOUS));
    boolean withoutSession = dice.chance(traffic.share(SiteQuirk.WITHOUT_SESSION));
    boolean known = dice.chance(0.4) || withoutSession;
    sessionId = anonymous || withoutSession ? null : "sid_" + dice.uuid().toString().substring(24);
    userId = anonymous || !known ? null : "user-" + dice.below(traffic.users());
    project = dice.pick(PROJECTS);
    environment = dice.chance(0.95) ? "production" : "development";
    source = "https://" + project + ".example/web";
    country = dice.chance(0.9) ? dice.pick(COUNTRIES) : null;
    device = dice.pick("desktop", "mobile", "tablet");
    campaign = dice.chance(0.2) ? dice.pick("newsletter", "launch") : null;
  }

  /** What sessions and duplicates go by; null where there is nothing to. */
  String key() {
    return sessionId != null ? sessionId : userId;
  }
}
