package io.eventlake.cli.demo;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.XpOptions;
import io.eventlake.connector.oneroster.BoundedHttp;
import io.eventlake.connector.oneroster.Credentials;
import io.eventlake.connector.oneroster.FetchLimits;
import io.eventlake.connector.oneroster.FetchedResults;
import io.eventlake.connector.oneroster.LandingFolder;
import io.eventlake.connector.oneroster.OneRosterClient;
import io.eventlake.connector.oneroster.ResultType;
import io.eventlake.connector.oneroster.ResultsFetch;
import io.eventlake.connector.standin.OneRosterStandIn;
import io.eventlake.connector.standin.XpScenario;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.job.XpJob;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.lake.sql.SqlScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * XP at work on this machine: learning events of an afternoon, the results that a OneRoster server
 * has in the night, and what is counted after each.
 */
public final class XpDemo {

  private static final String LEARNING = "caliper";
  private static final String CLIENT = "lake";
  private static final String SECRET = "made-up-for-the-demo";
  private static final FetchLimits LIMITS =
      new FetchLimits(10, 1 << 20, 100, 3, 1000, Duration.ofSeconds(20));

  private final Path directory;
  private final int students;
  private final Clock clock;
  private final PrintWriter out;

  /**
   * @param directory new, for the lake and what it is made of
   */
  public XpDemo(Path directory, int students, Clock clock, PrintWriter out) {
    this.directory = directory;
    this.students = students;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Runs it to its end.
   *
   * @return the options of the lake that it wrote
   */
  public LakeOptions run() throws IOException {
    XpScenario scenario =
        new XpScenario(
            students, clock.instant().truncatedTo(ChronoUnit.DAYS).minus(9, ChronoUnit.HOURS));
    Files.createDirectories(directory.resolve("events"));
    Files.write(directory.resolve("events/afternoon.ndjson"), scenario.envelopes());
    Files.writeString(directory.resolve("roster.json"), scenario.roster());
    say(
        String.format(
            Locale.ROOT,
            "%,d students have earned %d XP each: 5 for a video, 1 for an article, 3 for an"
                + " exercise. Events and results say so in four ways, three of which count double.",
            students,
            XpScenario.EARNED));
    say("");
    say("The afternoon: run caliper, run xp.");
    runCaliper();
    count(false);
    totals();
    say("");
    say("The night: a OneRoster server on this machine, fetch-results, run xp.");
    fetch(scenario);
    count(true);
    totals();
    say("");
    say("Once more, as after a kill: nothing changes.");
    count(true);
    return report();
  }

  private void runCaliper() {
    Map<String, String> properties = properties(LEARNING);
    properties.put("source.type", "files");
    properties.put("source.path", directory.resolve("events").toString());
    properties.put("caliper.persons", "keep");
    properties.put("caliper.extensions", "timeback-1");
    LocalRun.start(JobCatalog.options().parse(properties)).ended().join();
  }

  private void count(boolean hasResults) {
    Map<String, String> properties = properties(XpJob.NAME);
    properties.put(XpOptions.ROSTER.key(), directory.resolve("roster.json").toString());
    if (hasResults) {
      properties.put(XpOptions.RESULTS.key(), directory.resolve("results").toString());
    }

    new XpJob().run(JobCatalog.options().parse(properties), clock, this::say);
  }

  private Map<String, String> properties(String job) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(JobOptions.NAME.key(), job);
    properties.put(LakeOptions.WAREHOUSE.key(), directory.toString());
    return properties;
  }

  private void fetch(XpScenario scenario) {
    try (OneRosterStandIn server = new OneRosterStandIn(CLIENT, SECRET);
        LandingFolder folder = LandingFolder.open(directory.resolve("results"))) {
      scenario.results().forEach(server::put);
      BoundedHttp http = new BoundedHttp(LIMITS, time -> Thread.sleep(time.toMillis()), clock);
      OneRosterClient client =
          new OneRosterClient(http, new Credentials(server.tokens(), CLIENT, SECRET, null), clock);
      FetchedResults fetched =
          new ResultsFetch(client, server.gradebook(), clock, this::say)
              .fetch(ResultType.ASSESSMENT_RESULTS, null, folder);
      say(
          String.format(
              Locale.ROOT,
              "%,d results in %,d pages landed, %,d requests.",
              fetched.results,
              fetched.landed,
              server.requests()));
    }
  }

  private void totals() throws IOException {
    try (LakeEngine engine = engine()) {
      DemoReport.table(
          out,
          engine,
          "Students by what is counted for them",
          "SELECT local_dt, xp, COUNT(*) AS students FROM gold.agg_daily_xp GROUP BY local_dt, xp"
              + " ORDER BY local_dt, xp");
    }
  }

  private LakeEngine engine() {
    return LakeEngine.over(Lakes.ofFamily(lake(), "xp"));
  }

  private LakeOptions lake() {
    return JobCatalog.options().parseLake(properties(XpJob.NAME));
  }

  private LakeOptions report() throws IOException {
    try (LakeEngine engine = engine()) {
      DemoReport.table(
          out,
          engine,
          "What the sources say, and what is counted of it",
          "SELECT source, role, COUNT(*) AS claims, SUM(claimed_xp) AS claimed_xp,"
              + " SUM(counted_xp) AS counted_xp FROM silver.xp_claims GROUP BY source, role"
              + " ORDER BY source, role");
      List<String> report =
          SqlScript.statements(SqlResource.read("reports/xp/xp-double-counts/query.sql"));
      DemoReport.table(
          out,
          engine,
          "Events whose XP results have, too, by who sent them (report xp-double-counts)",
          "SELECT flag, producer, app, COUNT(DISTINCT event_id) AS events,"
              + " COUNT(banked_result) AS banked_results, SUM(banked_xp) AS banked_xp FROM ("
              + report.get(0)
              + ") AS d GROUP BY flag, producer, app ORDER BY flag");
    }

    return lake();
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
