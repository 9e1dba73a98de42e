package io.eventlake.cli.demo;

import io.eventlake.cli.emulator.LaunchedService;
import io.eventlake.job.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** How {@code collect} and {@code serve} are started beside a demo. */
public final class Endpoints {

  private static final int COLLECT_PORT = 8080;
  private static final int SERVE_PORT = 8090;

  private final Path launcher;
  private final Integer collectPort;
  private final Integer servePort;

  /**
   * @param launcher the script {@code eventlake}
   * @param collectPort 0 for any that is free; null for its own, unless that is taken
   * @param servePort as well
   */
  public Endpoints(Path launcher, Integer collectPort, Integer servePort) {
    this.launcher = launcher;
    this.collectPort = collectPort;
    this.servePort = servePort;
  }

  /** Answers everybody on this machine about a lake that there is. */
  LaunchedService serve(Path warehouse) {
    return LaunchedService.start(
        launcher,
        "serve",
        List.of("--warehouse", warehouse.toString(), "--set", "serve.open=true"),
        port(servePort, SERVE_PORT),
        warehouse.resolve("serve.log"));
  }

  /** Takes events of everybody on this machine. */
  LaunchedService collect(Path warehouse, List<DemoOptions> families, String kinesis) {
    String streams =
        families.stream()
            .map(family -> family.family + "=" + family.stream())
            .collect(Collectors.joining(","));
    return LaunchedService.start(
        launcher,
        "collect",
        List.of(
            "--set",
            "collect.open=true",
            "--set",
            "collect.streams=" + streams,
            "--set",
            "collect.region=" + DemoOptions.REGION,
            "--set",
            "collect.endpoint=" + kinesis),
        port(collectPort, COLLECT_PORT),
        warehouse.resolve("collect.log"));
  }

  private static int port(Integer named, int usual) {
    if (named == null) {
      return FreePort.is(usual) ? usual : FreePort.find();
    }

    return named == 0 ? FreePort.find() : named;
  }
}
