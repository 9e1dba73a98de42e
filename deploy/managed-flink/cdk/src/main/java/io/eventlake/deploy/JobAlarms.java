package io.eventlake.deploy;

import software.amazon.awscdk.Duration;

/**
 * What wakes somebody up. What each alarm means and what to do then is in docs/runbook.md, under
 * its name.
 *
 * <p>What no data means is said alarm by alarm. Of a job that does not run, it is the news: {@code
 * -down}, and {@code -retention}, since events go past the retention unread. Of what a job tells of
 * itself it is none, {@code -down} is enough. Of a verdict, which comes once a day, it changes
 * nothing until the next; that there was none is an alarm of its own.
 */
final class JobAlarms {

  /** The set of XP. */
  private static final String XP = "xp";

  private static final Duration MINUTE = Duration.minutes(1);

  private final Settings settings;
  private final AlarmTopic alarms;

  JobAlarms(JobsStack stack, Settings settings, DataStack data) {
    this.settings = settings;
    alarms = new AlarmTopic(stack, settings, data);
    StreamingAlarms streaming = new StreamingAlarms(settings, alarms);
    settings.streaming().forEach(job -> streaming.ofEveryJob(job.name, metrics(job)));
    settings.families().forEach(job -> streaming.ofFamily(job, metrics(job)));
    settings.streaming().stream()
        .filter(DeployedJob::isOfSegments)
        .forEach(job -> streaming.ofSegments(job, metrics(job)));
    alarms.alarm(
        "undelivered",
        "A daily snapshot, the start of a task, or events of a producer could not be delivered",
        data.undelivered.metricApproximateNumberOfMessagesVisible(),
        0,
        1,
        1);
    ofCommands(new VerdictAlarms(settings, alarms));
    new JobDashboard(stack, alarms.all(), settings).build(this::metrics);
  }

  private void ofCommands(VerdictAlarms verdicts) {
    int day = VerdictAlarms.DAILY_HOURS;
    verdicts.ofCommand("audit", "A line of the balance sheet does not hold", "auditFailed", day);
    verdicts.ofCommand("check", "A check of the tables' data fails", "checkFailed", day);
    for (DeployedJob job : settings.jobs) {
      if (!job.isStreaming()) {
        verdicts.ofCommand(job.name, "The batch job failed", job.name + "Failed", job.hours());
        if (job.set().equals(XP)) {
          verdicts.ofDoubleCounts(job);
        }
      }
    }

    if (settings.fetching().isPresent()) {
      String fetch = "fetch-results";
      verdicts.ofCommand(fetch, "Results were not fetched", fetch + "Failed", day);
    }
  }

  private JobMetrics metrics(DeployedJob job) {
    return new JobMetrics(
        settings.names.of(job.name), job.stream(), job.properties.consumer(), MINUTE);
  }
}
