package io.eventlake.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The command serve in a JVM of its own. */
public final class ServeProcess implements AutoCloseable {

  private static final Pattern PLACE = Pattern.compile("Ask (http://\\S+)/analytics/families.*");

  private final ServiceProcess process;

  private ServeProcess(ServiceProcess process) {
    this.process = process;
  }

  /**
   * Starts it on a free port over a lake that there is; returns when it listens.
   *
   * @param directory where its log goes
   */
  public static ServeProcess start(Path lake, Map<String, String> properties, Path directory)
      throws IOException {
    Map<String, String> all = new HashMap<>(properties);
    all.put("serve.port", "0");
    all.put("lake.warehouse", lake.toString());
    return new ServeProcess(ServiceProcess.start("serve", all, PLACE, directory));
  }

  /** Where a path of it is. */
  public URI at(String path) {
    return process.at(path);
  }

  /** Ends it, and fails when it has logged what no log may hold. */
  @Override
  public void close() throws IOException {
    process.close();
  }
}
