package io.eventlake.testing.log;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What no log may hold, wherever it comes from. */
public final class LoggedText {

  /** The secret key of all tests that need one. */
  public static final String SECRET = "secret-key-of-the-tests";

  private static final Map<String, Pattern> FORBIDDEN =
      Map.of(
          "a control character",
          Pattern.compile("[\\p{Cntrl}&&[^\t\r\n]]"),
          "a secret",
          Pattern.compile(Pattern.quote(SECRET)),
          "an event",
          Pattern.compile(
              "\"(event_id|event_type|session_id|user_id_hash|page_url|ingest_ts)\\\\?\"\\s*:"),
          "the id of a session",
          Pattern.compile("\\bsid_[0-9a-f]{24}\\b"));

  private LoggedText() {}

  /** What of it a text holds, in words, or empty. */
  public static Optional<String> violation(CharSequence text) {
    return FORBIDDEN.entrySet().stream()
        .filter(each -> each.getValue().matcher(text).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
