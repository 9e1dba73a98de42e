package io.eventlake.family.web.generate;

import io.eventlake.family.Dice;

/** Where a visitor sits and with what: country, locale, truncated address and user agent. */
final class Browser {

  private static final String[][] PLACES = {
    {"US", "en-US", "73.162.14.0"},
    {"IL", "he-IL", "85.64.210.0"},
    {"DE", "de-DE", "91.12.77.0"},
    {"GB", "en-GB", "81.2.69.0"},
    {"FR", "fr-FR", "90.55.3.0"},
    {"BR", "pt-BR", "177.32.118.0"},
    {"IN", "hi-IN", "103.21.58.0"},
    {"JP", "ja-JP", "2400:4050:c1e0::"},
    {"CA", "fr-CA", "99.230.41.0"},
    {"ES", "es-ES", "2a0c:5a80:1b00::"}
  };

  private static final String[] USER_AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
        + " (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
        + " (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/131.0.6778.104 Mobile Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.86"
  };

  final String country;
  final String locale;
  final String address;
  final String userAgent;

  Browser(Dice dice) {
    String[] place = dice.pickEarly(PLACES);
    country = place[0];
    locale = place[1];
    address = place[2];
    userAgent = dice.pickEarly(USER_AGENTS);
  }
}
