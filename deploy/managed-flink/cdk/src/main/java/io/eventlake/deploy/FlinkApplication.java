package io.eventlake.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationCloudWatchLoggingOption;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogStream;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * One job on the service, ready and not started: where to start it from is a decision of {@code
 * bin/deploy.sh} and {@code bin/backfill.sh}, not of a template.
 */
final class FlinkApplication {

  static final int CHECKPOINT_MILLIS = 60_000;
  static final int PAUSE_MILLIS = 5_000;

  /** The log stream's name, and the one of the role's statement. */
  static final String LOG_STREAM = "flink";

  FlinkApplication(JobsStack stack, DeployedJob job, Settings settings, DataStack data, Role role) {
    String id = job.applicationId();
    String name = settings.names.of(job.name);
    LogGroup log =
        LogGroup.Builder.create(stack, id + "Log")
            .logGroupName(Keys.logGroup(name))
            .retention(RetentionDays.THREE_MONTHS)
            .encryptionKey(data.keys.jobs)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    LogStream logStream =
        LogStream.Builder.create(stack, id + "LogStream")
            .logGroup(log)
            .logStreamName(LOG_STREAM)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    CfnApplication application =
        CfnApplication.Builder.create(stack, id)
            .applicationName(name)
            .applicationDescription("Eventlake, job " + job.name)
            .runtimeEnvironment("FLINK-1_20")
            .serviceExecutionRole(role.getRoleArn())
            .applicationConfiguration(configuration(settings, data, job))
            .build();
    // Its snapshots go with it.
    application.applyRemovalPolicy(RemovalPolicy.RETAIN);
    application.getNode().addDependency(role);
    CfnApplicationCloudWatchLoggingOption logging =
        CfnApplicationCloudWatchLoggingOption.Builder.create(stack, id + "Logging")
            .applicationName(name)
            .cloudWatchLoggingOption(
                CfnApplicationCloudWatchLoggingOption.CloudWatchLoggingOptionProperty.builder()
                    .logStreamArn(
                        data.arn(
                            "logs",
                            "log-group:" + Keys.logGroup(name) + ":log-stream:" + LOG_STREAM))
                    .build())
            .build();
    logging.addResourceDependency(application);
    logging.getNode().addDependency(logStream);
  }

  private static CfnApplication.ApplicationConfigurationProperty configuration(
      Settings settings, DataStack data, DeployedJob job) {
    return CfnApplication.ApplicationConfigurationProperty.builder()
        .applicationCodeConfiguration(
            CfnApplication.ApplicationCodeConfigurationProperty.builder()
                .codeContentType("ZIPFILE")
                .codeContent(
                    CfnApplication.CodeContentProperty.builder()
                        .s3ContentLocation(
                            CfnApplication.S3ContentLocationProperty.builder()
                                .bucketArn(data.buckets.catalog.getBucketArn())
                                .fileKey(settings.jar)
                                .build())
                        .build())
                .build())
        .environmentProperties(
            CfnApplication.EnvironmentPropertiesProperty.builder()
                .propertyGroups(groups(job.properties))
                .build())
        .applicationSnapshotConfiguration(
            CfnApplication.ApplicationSnapshotConfigurationProperty.builder()
                .snapshotsEnabled(true)
                .build())
        // Checkpoints and snapshots hold events and sessions: under the project's own key, too.
        .applicationEncryptionConfiguration(
            CfnApplication.ApplicationEncryptionConfigurationProperty.builder()
                .keyType("CUSTOMER_MANAGED_KEY")
                .keyId(data.keys.jobs.getKeyArn())
                .build())
        // An update that does not come up goes back by itself, to the state that it had.
        .applicationSystemRollbackConfiguration(
            CfnApplication.ApplicationSystemRollbackConfigurationProperty.builder()
                .rollbackEnabled(true)
                .build())
        .flinkApplicationConfiguration(
            CfnApplication.FlinkApplicationConfigurationProperty.builder()
                // A checkpoint is a commit to every table: each minute, and the sum of small files
                // that this makes is what docs/performance.md counts.
                .checkpointConfiguration(
                    CfnApplication.CheckpointConfigurationProperty.builder()
                        .configurationType("CUSTOM")
                        .checkpointingEnabled(true)
                        .checkpointInterval(CHECKPOINT_MILLIS)
                        .minPauseBetweenCheckpoints(PAUSE_MILLIS)
                        .build())
                // By application: a metric of our own has no other dimension then but its group's,
                // which is what the alarms name. Finer levels cost by the subtask.
                .monitoringConfiguration(
                    CfnApplication.MonitoringConfigurationProperty.builder()
                        .configurationType("CUSTOM")
                        .metricsLevel("APPLICATION")
                        .logLevel("INFO")
                        .build())
                // Autoscaling looks at CPU alone, and each of its steps restarts the whole job with
                // all its state: a peak would cost minutes of freshness twice, up and down. The
                // alarm on CPU says when to scale, bin/update.sh does it.
                .parallelismConfiguration(
                    CfnApplication.ParallelismConfigurationProperty.builder()
                        .configurationType("CUSTOM")
                        .parallelism(job.parallelism())
                        .parallelismPerKpu(1)
                        .autoScalingEnabled(false)
                        .build())
                .build())
        .build();
  }

  private static List<CfnApplication.PropertyGroupProperty> groups(JobProperties properties) {
    return properties.ofTheService().entrySet().stream()
        .map(
            (Map.Entry<String, Map<String, String>> group) ->
                CfnApplication.PropertyGroupProperty.builder()
                    .propertyGroupId(group.getKey())
                    .propertyMap(group.getValue())
                    .build())
        .toList();
  }
}
