package io.eventlake.cli;

import io.eventlake.cli.demo.Endpoints;
import io.eventlake.config.ConfigException;
import io.eventlake.job.FreePort;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether a demo goes on, and where {@code collect} and {@code serve} listen then. */
final class KeepMixin {

  private static final String KEEP = "--keep";
  private static final String SERVE_PORT = "--serve-port";
  private static final String COLLECT_PORT = "--collect-port";

  static final List<String> OPTIONS = List.of(KEEP, SERVE_PORT, COLLECT_PORT);

  @Option(
      names = KEEP,
      description =
          "Go on until Ctrl-C: the live page and questions by serve, events of your own by collect,"
              + " into the job and one of learning events beside it.")
  private boolean keep;

  @Option(
      names = SERVE_PORT,
      paramLabel = "PORT",
      description = "With --keep, the port of serve: 8090, or one that is free; 0 for any.")
  private Integer servePort;

  @Option(
      names = COLLECT_PORT,
      paramLabel = "PORT",
      description = "With --keep, the port of collect: 8080, or one that is free; 0 for any.")
  private Integer collectPort;

  boolean isKept() {
    return keep;
  }

  Endpoints endpoints(Path home) {
    return new Endpoints(home.resolve("eventlake"), collectPort, servePort);
  }

  void check() {
    if (!keep && (servePort != null || collectPort != null)) {
      throw new ConfigException(SERVE_PORT + " and " + COLLECT_PORT + " are for " + KEEP);
    }

    check(SERVE_PORT, servePort);
    check(COLLECT_PORT, collectPort);
    if (servePort != null && servePort > 0 && servePort.equals(collectPort)) {
      throw new ConfigException(SERVE_PORT + " and " + COLLECT_PORT + " are the same port");
    }
  }

  /** That a port is one, and free: what listens there would say so, but only late. */
  static void check(String option, Integer port) {
    if (port == null || port == 0) {
      return;
    }

    if (port < 0 || port > 65_535) {
      throw new ConfigException(option + " = '" + port + "' is no port, nor 0 for any");
    }

    if (!FreePort.is(port)) {
      throw new ConfigException(
          "The port " + port + " is in use; name another with " + option + ", or 0 for any");
    }
  }
}
