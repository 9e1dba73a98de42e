package io.eventlake.bench.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.job.Lakes;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench query-session}: one session's statements, first and again; a line of JSON. */
@Command(
    name = "query-session",
    hidden = true,
    description = "The part of queries that runs in one session; prints a line of JSON.")
public final class SessionCommand implements Callable<Integer> {

  /** How often a statement is asked again. */
  private static final int AGAIN = 5;

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Option(names = "--home", required = true)
  private Path home;

  @Option(names = "--lake", required = true)
  private Path lake;

  @Option(names = "--now", required = true)
  private Instant now;

  @Option(names = "--event-id", required = true)
  private String eventId;

  @Option(names = "--session-id", required = true)
  private String sessionId;

  @Spec private CommandSpec spec;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode figures = JSON.createObjectNode();

  @Override
  public Integer call() throws Exception {
    LakeOptions options = JobOptions.parseLake(Map.of("lake.warehouse", lake.toString()));
    try (LakeEngine engine = LakeEngine.over(Lakes.of(options), Clock.fixed(now, ZoneOffset.UTC))) {
      for (Map.Entry<String, Statements.Statement> statement :
          Statements.all(home, new Sample(now, eventId, sessionId)).entrySet()) {
        measure(engine, statement.getKey(), statement.getValue().text());
      }
    }

    spec.commandLine().getOut().println(JSON.writeValueAsString(figures));
    return 0;
  }

  private void measure(LakeEngine engine, String name, String statement) {
    ArrayNode costs = figures.putArray(name);
    for (int time = 0; time <= AGAIN; time++) {
      costs.addPOJO(run(engine, statement));
    }
  }

  private static Cost run(LakeEngine engine, String statement) {
    long cpu = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    try (QueryResult result = engine.run(statement)) {
      result.all();
    }

    return new Cost(PROCESS.getProcessCpuTime() - cpu, System.nanoTime() - start);
  }
}
