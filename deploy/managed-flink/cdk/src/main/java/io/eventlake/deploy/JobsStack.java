package io.eventlake.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.constructs.Construct;

/**
 * The applications, one for each job, with their roles, logs, daily snapshots and alarms. Deployed
 * when the jar is in its bucket.
 */
final class JobsStack extends Stack {

  final Role clickstreamRole;
  final Role segmentsRole;
  final List<LakeTable> clickstreamTables;
  final List<LakeTable> segmentsTables;

  private final DataStack data;

  JobsStack(Construct scope, String id, StackProps props, Settings settings, DataStack data) {
    super(scope, id, props);
    this.data = data;
    Names names = settings.names;
    segmentsTables =
        settings.tables.stream().filter(table -> table.set().equals(LakeTable.SEGMENTS)).toList();
    clickstreamTables =
        settings.tables.stream()
            .filter(table -> !segmentsTables.contains(table))
            .filter(table -> !table.set().equals(LakeTable.AUDITS))
            .toList();

    clickstreamRole =
        new JobRole(data, settings)
            .reads(data.events, settings.clickstream)
            .commits(clickstreamTables)
            .asks("dynamodb:Query")
            .logs(Keys.logGroup(names.clickstream()), FlinkApplication.LOG_STREAM)
            .build(this, "ClickstreamRole", names.clickstream());
    segmentsRole =
        new JobRole(data, settings)
            .reads(data.changes, settings.segments)
            .commits(segmentsTables)
            .asks("dynamodb:DescribeTable", "dynamodb:Scan")
            .logs(Keys.logGroup(names.segments()), FlinkApplication.LOG_STREAM)
            .build(this, "SegmentsRole", names.segments());

    new FlinkApplication(
        this,
        "Clickstream",
        names.clickstream(),
        settings,
        data,
        settings.clickstream,
        clickstreamRole,
        settings.clickstreamParallelism);
    new FlinkApplication(
        this,
        "SegmentHistory",
        names.segments(),
        settings,
        data,
        settings.segments,
        segmentsRole,
        settings.segmentsParallelism);
    schedules(names);
    new JobAlarms(this, settings, data);
  }

  /**
   * A snapshot of each application a day. It is the one thing of the daily round that the service
   * can do by itself: maintain, rebuild and audit are commands, and run where somebody runs them.
   */
  private void schedules(Names names) {
    CfnScheduleGroup group =
        CfnScheduleGroup.Builder.create(this, "Schedules").name(names.lake()).build();
    Role role =
        Role.Builder.create(this, "SnapshotRole")
            .roleName(names.of("daily-snapshot"))
            .assumedBy(
                new ServicePrincipal("scheduler.amazonaws.com")
                    .withConditions(
                        Map.of(
                            "StringEquals", Map.of("aws:SourceAccount", getAccount()),
                            "ArnEquals",
                                Map.of(
                                    "aws:SourceArn",
                                    data.arn("scheduler", "schedule-group/" + names.lake())))))
            .build();
    role.addToPolicy(
        Statements.allow(
            List.of("kinesisanalytics:CreateApplicationSnapshot"),
            names.applications().stream()
                .map(name -> data.arn("kinesisanalytics", "application/" + name))
                .toList()));
    role.addToPolicy(
        Statements.allow(List.of("sqs:SendMessage"), List.of(data.undelivered.getQueueArn())));
    role.addToPolicy(
        Statements.allow(
            List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(data.keys.streams.getKeyArn())));
    data.keys.operating().forEach(role::addToPolicy);
    for (String application : names.applications()) {
      CfnSchedule schedule =
          CfnSchedule.Builder.create(this, "Snapshot-" + names.id(application))
              .name("snapshot-" + application)
              .groupName(names.lake())
              .scheduleExpression("cron(15 3 * * ? *)")
              .scheduleExpressionTimezone("UTC")
              .flexibleTimeWindow(
                  CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
              .target(
                  CfnSchedule.TargetProperty.builder()
                      .arn(
                          "arn:aws:scheduler:::aws-sdk:kinesisanalyticsv2:createApplicationSnapshot")
                      .roleArn(role.getRoleArn())
                      // The time would make the better name, but it has colons, which are refused.
                      .input(
                          "{\"ApplicationName\":\""
                              + application
                              + "\",\"SnapshotName\":\"daily-<aws.scheduler.execution-id>\"}")
                      .deadLetterConfig(
                          CfnSchedule.DeadLetterConfigProperty.builder()
                              .arn(data.undelivered.getQueueArn())
                              .build())
                      .retryPolicy(
                          CfnSchedule.RetryPolicyProperty.builder()
                              .maximumEventAgeInSeconds(3600)
                              .maximumRetryAttempts(5)
                              .build())
                      .build())
              .build();
      schedule.addResourceDependency(group);
    }
  }
}
