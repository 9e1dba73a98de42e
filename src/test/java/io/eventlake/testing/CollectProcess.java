package io.eventlake.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The command collect in a JVM of its own. */
public final class CollectProcess implements AutoCloseable {

  private static final Pattern PLACE = Pattern.compile("Send them to (http://\\S+)/v1/events.*");

  private final ServiceProcess process;

  private CollectProcess(ServiceProcess process) {
    this.process = process;
  }

  /**
   * Starts it on a free port; returns when it listens.
   *
   * @param directory where its log goes
   */
  public static CollectProcess start(Map<String, String> properties, Path directory)
      throws IOException {
    Map<String, String> all = new HashMap<>(properties);
    all.put("collect.port", "0");
    return new CollectProcess(ServiceProcess.start("collect", all, PLACE, directory));
  }

  /** Where a path of it is. */
  public URI at(String path) {
    return process.at(path);
  }

  /** Ends it as a supervisor does (SIGTERM), and says how it ended. */
  public int terminate() throws InterruptedException {
    return process.terminate();
  }

  /** Ends it as a power cut does (SIGKILL); returns when it is gone. */
  public void kill() {
    process.kill();
  }

  /** Ends it, and fails when it has logged what no log may hold. */
  @Override
  public void close() throws IOException {
    process.close();
  }
}
