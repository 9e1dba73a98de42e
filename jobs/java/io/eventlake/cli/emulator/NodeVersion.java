package io.eventlake.cli.emulator;

import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the Node.js of this machine can run the emulators. */
final class NodeVersion {

  private static final int OLDEST = 20;
  private static final Pattern VERSION = Pattern.compile("v?([0-9]+)\\.");

  private NodeVersion() {}

  /**
   * @throws ConfigException when there is no Node.js or an older one
   */
  static void check() {
    String version = version();
    Matcher major = VERSION.matcher(version);
    if (!major.lookingAt() || Integer.parseInt(major.group(1)) < OLDEST) {
      throw new ConfigException(
          "Node.js "
              + OLDEST
              + " or newer is needed for the emulators, but node says '"
              + version
              + "': install a newer one");
    }
  }

  private static String version() {
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      return new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new ConfigException(
          "Node.js "
              + OLDEST
              + " or newer is needed for the emulators: install it and put node on the PATH",
          e);
    }
  }
}
