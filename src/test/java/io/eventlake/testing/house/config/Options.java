package io.eventlake.testing.house.config;

import java.util.Locale;

/** An options object of the crooked house. */
public class Options {

  /** Reads the machine's locale, which no class may. */
  public String language() {
    return Locale.getDefault().getLanguage();
  }

  /** Follows the machine's locale. */
  public String shout(String text) {
    return text.toUpperCase();
  }

  /** Changes the locale under all others. */
  public void translate() {
    Locale.setDefault(Locale.FRENCH);
  }
}
