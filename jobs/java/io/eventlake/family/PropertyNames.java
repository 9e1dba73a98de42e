package io.eventlake.family;

/** What of a record's own names may be told where its values may not. */
public final class PropertyNames {

  /** Longer names, and such with digits, may be values themselves. */
  private static final int MAX_LENGTH = 40;

  private PropertyNames() {}

  /** True for a name that looks like one: a developer looks for typos. */
  public static boolean areHarmless(String name) {
    boolean looksLikeName = name.length() <= MAX_LENGTH;
    for (int i = 0; i < name.length() && looksLikeName; i++) {
      char c = name.charAt(i);
      looksLikeName = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '-';
    }

    return looksLikeName;
  }
}
