package io.eventlake.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.constructs.Construct;

/**
 * The applications, one for each job, with their roles, logs, daily snapshots and alarms. Deployed
 * when the jar is in its bucket.
 */
final class JobsStack extends Stack {

  /** By the jobs. */
  final Map<String, Role> roles = new LinkedHashMap<>();

  private final DataStack data;

  JobsStack(Construct scope, String id, StackProps props, Settings settings, DataStack data) {
    super(scope, id, props);
    this.data = data;
    for (DeployedJob job : settings.streaming()) {
      Role role = role(job, settings);
      roles.put(job.name, role);
      new FlinkApplication(this, job, settings, data, role);
    }

    schedules(settings);
    new JobAlarms(this, settings, data);
  }

  private Role role(DeployedJob job, Settings settings) {
    String application = settings.names.of(job.name);
    JobRole role =
        new JobRole(data, settings).reads(data.streams.get(job.name), job.properties).commits(job);
    if (job.isOfSegments()) {
      role.asks("dynamodb:DescribeTable", "dynamodb:Scan");
    } else if (job.asksSegments()) {
      role.asks("dynamodb:Query");
    }

    return role.readsKey(job.properties)
        .logs(Keys.logGroup(application), FlinkApplication.LOG_STREAM)
        .build(this, job.id() + "Role", application);
  }

  /**
   * A snapshot of each application a day. It is the one thing of the daily round that the service
   * can do by itself: maintain, rebuild and audit are commands, and run where somebody runs them.
   */
  private void schedules(Settings settings) {
    Names names = settings.names;
    Schedules schedules =
        new Schedules(this, names.lake(), "SnapshotRole", names.of("daily-snapshot"), data);
    schedules.role.addToPolicy(
        Statements.allow(
            List.of("kinesisanalytics:CreateApplicationSnapshot"),
            names.applications().stream()
                .map(name -> data.arn("kinesisanalytics", "application/" + name))
                .toList()));
    schedules.deliver();
    data.keys.operating().forEach(schedules.role::addToPolicy);
    for (DeployedJob job : settings.streaming()) {
      String application = names.of(job.name);
      // The time would make the better name, but it has colons, which are refused.
      String input =
          "{\"ApplicationName\":\""
              + application
              + "\",\"SnapshotName\":\"daily-<aws.scheduler.execution-id>\"}";
      schedules.add(
          "Snapshot-" + names.id(application),
          "snapshot-" + application,
          job.schedule(),
          CfnSchedule.TargetProperty.builder()
              .arn("arn:aws:scheduler:::aws-sdk:kinesisanalyticsv2:createApplicationSnapshot")
              .input(input));
    }
  }
}
