package io.eventlake.testing;

import java.util.ArrayList;
import java.util.List;

/** What this JVM was told of the machine's time zone and language, for JVMs that a test starts. */
public final class MachineSettings {

  private static final List<String> HANDED_ON =
      List.of("user.timezone", "user.language", "user.country", "user.extensions");

  private MachineSettings() {}

  /** As options of Java. */
  public static List<String> options() {
    List<String> options = new ArrayList<>();
    for (String property : HANDED_ON) {
      if (System.getProperty(property) != null) {
        options.add("-D" + property + "=" + System.getProperty(property));
      }
    }

    return options;
  }
}
