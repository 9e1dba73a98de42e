package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LocalOptions;
import io.eventlake.connector.check.Finding;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LakeCheck;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All that can be known of a backfill before it moves a table. */
public final class BackfillCheck {

  /** What moving the tables puts right. */
  private static final Set<String> MENDED = Set.of("state", "checkpoint");

  private BackfillCheck() {}

  /**
   * Looks at everything that the job needs, at the savepoint, and at the port of the web UI.
   *
   * @param properties the job's, with the savepoint to restore
   * @throws ConfigException with every reason why the job would not run
   */
  public static void require(Map<String, String> properties, Clock clock) {
    JobOptions options = JobCatalog.options().parse(properties);
    String problems =
        new Doctor(clock, LakeCheck.Access.WRITE)
            .examine(properties).stream()
                .filter(finding -> finding.verdict() == Finding.Verdict.FAIL)
                .filter(finding -> !MENDED.contains(finding.subject()))
                .map(Finding::sentence)
                .collect(Collectors.joining("; "));
    if (!problems.isEmpty()) {
      throw new ConfigException(problems.replaceFirst("\\.$", "") + ". Nothing was changed");
    }

    if (options.local.webPort > 0 && !FreePort.is(options.local.webPort)) {
      throw new ConfigException(
          LocalOptions.WEB_PORT.key()
              + " = '"
              + options.local.webPort
              + "' is in use: name another, or 0 for any. Nothing was changed");
    }

    try (LakeTables tables = new LakeTables(Lakes.of(options.lake, options.name))) {
      StateDirectory.of(options).requireUsable(tables, options.name);
      StateGraph.requirePlace(options, options.local.restoreFrom);
    } catch (IOException e) {
      throw new ConfigException(e.getMessage() + ". Nothing was changed", e);
    }
  }
}
