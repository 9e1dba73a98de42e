package io.eventlake.config;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * What deploy/managed-flink makes of a job's file of properties: group {@code deploy}. No job reads
 * it, and the service is not given it.
 */
public final class DeployOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What the deployment makes for a job. */
  public enum Kind {
    STREAMING,
    BATCH
  }

  public static final ConfigOption<Kind> KIND =
      ConfigOptions.key("deploy.kind")
          .enumType(Kind.class)
          .defaultValue(Kind.STREAMING)
          .withDescription(
              "streaming: an application, its role, stream, alarms and daily snapshot; batch: the alarms of"
                  + " bin/batch.sh, which runs it where you run it. Of both the tables and their grants.");
  public static final ConfigOption<String> SET =
      ConfigOptions.key("deploy.set")
          .stringType()
          .noDefaultValue()
          .withDescription("The tables that the job writes: a folder of iceberg-ddl.");
  public static final ConfigOption<Integer> PARALLELISM =
      ConfigOptions.key("deploy.parallelism")
          .intType()
          .defaultValue(1)
          .withDescription("Of the application, one subtask on each KPU.");
  public static final ConfigOption<String> SCHEDULE =
      ConfigOptions.key("deploy.schedule")
          .stringType()
          .defaultValue("cron(15 3 * * ? *)")
          .withDescription(
              "Of an application: when its daily snapshot is taken, as EventBridge Scheduler writes it, UTC.");
  public static final ConfigOption<Integer> HOURS =
      ConfigOptions.key("deploy.hours")
          .intType()
          .defaultValue(26)
          .withDescription(
              "Of a batch: after so many hours without a word of bin/batch.sh an alarm tells, 168 at most.");
  public static final ConfigOption<Integer> START_ORDER =
      ConfigOptions.key("deploy.start-order")
          .intType()
          .defaultValue(10)
          .withDescription(
              "Place among the applications that bin/deploy.sh starts, the least first.");
  public static final ConfigOption<String> BUSY_TABLES =
      ConfigOptions.key("deploy.busy-tables")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Tables of the set, with commas, to which rows come as long as events do: an alarm for each,"
                  + " as for bronze.events, silver.events and ops.record_counts of every family.");
  public static final ConfigOption<String> SESSION_TABLES =
      ConfigOptions.key("deploy.session-tables")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Tables of the set, with commas, to which rows come when sessions end: an alarm for each, as"
                  + " for silver.sessions of every family.");

  public static final ConfigOption<String> FETCH_URL =
      ConfigOptions.key("deploy.fetch-url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Of XP: the OneRoster server's gradebook, from which a task of ECS fetches results daily to"
                  + " xp.results, a folder of S3; when not set, there is no such task.");
  public static final ConfigOption<String> FETCH_TOKEN_URL =
      ConfigOptions.key("deploy.fetch-token-url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Of the fetch: where the server gives tokens (OAuth 2.0, client credentials).");
  public static final ConfigOption<String> FETCH_CLIENT_ID =
      ConfigOptions.key("deploy.fetch-client-id")
          .stringType()
          .noDefaultValue()
          .withDescription("Of the fetch: the client that the server knows.");
  public static final ConfigOption<String> FETCH_SECRET =
      ConfigOptions.key("deploy.fetch-secret")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Of the fetch: where the client's secret lies, secretsmanager:NAME or ssm:NAME in the lake's"
                  + " region; NAME may be an ARN.");
  public static final ConfigOption<String> FETCH_SCOPE =
      ConfigOptions.key("deploy.fetch-scope")
          .stringType()
          .noDefaultValue()
          .withDescription("Of the fetch: what the token is for, where the server asks.");
  public static final ConfigOption<String> FETCH_TYPES =
      ConfigOptions.key("deploy.fetch-types")
          .stringType()
          .defaultValue("assessmentResults")
          .withDescription("Of the fetch: assessmentResults, results, or both with a comma.");
  public static final ConfigOption<String> FETCH_SCHEDULE =
      ConfigOptions.key("deploy.fetch-schedule")
          .stringType()
          .defaultValue("cron(0 1 * * ? *)")
          .withDescription(
              "Of the fetch: when it begins, as EventBridge Scheduler writes it, UTC.");

  /** They are for the infrastructure alone. */
  private static final List<ConfigOption<String>> FETCH =
      List.of(
          FETCH_URL,
          FETCH_TOKEN_URL,
          FETCH_CLIENT_ID,
          FETCH_SECRET,
          FETCH_SCOPE,
          FETCH_TYPES,
          FETCH_SCHEDULE);

  public final Kind kind;

  /** Null in a configuration that is not deployed. */
  public final String set;

  public final List<String> busyTables;
  public final List<String> sessionTables;

  DeployOptions(OptionReader options) {
    kind = options.read(KIND);
    set = options.read(SET);
    options.check(options.read(PARALLELISM) > 0, PARALLELISM, "must be positive");
    options.read(SCHEDULE);
    int hours = options.read(HOURS);
    options.check(hours > 0 && hours <= 168, HOURS, "must be from 1 to 168");
    options.read(START_ORDER);
    FETCH.forEach(options::read);
    busyTables = tables(options.read(BUSY_TABLES));
    sessionTables = tables(options.read(SESSION_TABLES));
  }

  private static List<String> tables(String value) {
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }
}
