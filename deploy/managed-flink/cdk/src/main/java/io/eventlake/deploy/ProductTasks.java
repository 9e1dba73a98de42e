package io.eventlake.deploy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecs.CfnCluster;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;

/**
 * The export at 02:00 and the run at 02:30, UTC, as tasks of ECS without machines. Thirty minutes
 * guarantee nothing: the run waits for the export.
 */
final class ProductTasks {

  private static final String CONTAINER = "eventlake";

  /** Of the run. */
  private static final int CORES = 4;

  private final ProductStack stack;
  private final ProductSettings product;
  private final DataStack data;
  private final ProductRoles roles;
  private final CfnCluster cluster;
  private final LogGroup log;

  ProductTasks(ProductStack stack, Settings settings, ProductSettings product, DataStack data) {
    this.stack = stack;
    this.product = product;
    this.data = data;
    this.roles = new ProductRoles(stack, settings, product, data);
    this.cluster =
        CfnCluster.Builder.create(stack, "Cluster")
            .clusterName(product.names().of("product"))
            .clusterSettings(
                List.of(
                    CfnCluster.ClusterSettingsProperty.builder()
                        .name("containerInsights")
                        .value("enabled")
                        .build()))
            .build();
    this.log =
        LogGroup.Builder.create(stack, "Log")
            .logGroupName(ProductStack.logGroup(product))
            .encryptionKey(stack.key)
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
  }

  void schedule() {
    Role start = roles.start();
    Role exporting = roles.export();
    Role running = roles.run();
    CfnTaskDefinition export =
        task("Export", start, exporting, "512", "2048", export(stack.key.getKeyArn()));
    CfnTaskDefinition run =
        task("Run", start, running, String.valueOf(CORES * 1024), "8192", run());
    CfnScheduleGroup group =
        CfnScheduleGroup.Builder.create(stack, "Schedules")
            .name(product.names().of("product"))
            .build();
    Role scheduler = scheduler(List.of(export, run), List.of(start, exporting, running));
    daily("Export", "cron(0 2 * * ? *)", export, group, scheduler);
    daily("Run", "cron(30 2 * * ? *)", run, group, scheduler);
  }

  private List<String> export(String key) {
    return product.command(
        "metrics", "export", "--day", "yesterday", "--set", "metrics.kms-key=" + key);
  }

  private List<String> run() {
    return product.command(
        "metrics",
        "run",
        "--day",
        "yesterday",
        "--set",
        "local.parallelism=" + CORES,
        "--set",
        "metrics.verdict-namespace=" + product.names().namespace());
  }

  private CfnTaskDefinition task(
      String id, Role start, Role role, String cpu, String memory, List<String> command) {
    return CfnTaskDefinition.Builder.create(stack, id)
        .family(product.names().of("product-" + id.toLowerCase(Locale.ROOT)))
        .requiresCompatibilities(List.of("FARGATE"))
        .networkMode("awsvpc")
        .cpu(cpu)
        .memory(memory)
        .executionRoleArn(start.getRoleArn())
        .taskRoleArn(role.getRoleArn())
        .containerDefinitions(
            List.of(
                CfnTaskDefinition.ContainerDefinitionProperty.builder()
                    .name(CONTAINER)
                    .image(product.image())
                    .essential(true)
                    .command(command)
                    .logConfiguration(
                        CfnTaskDefinition.LogConfigurationProperty.builder()
                            .logDriver("awslogs")
                            .options(
                                Map.of(
                                    "awslogs-group", log.getLogGroupName(),
                                    "awslogs-region", stack.getRegion(),
                                    "awslogs-stream-prefix", id.toLowerCase(Locale.ROOT)))
                            .build())
                    .build()))
        .build();
  }

  private Role scheduler(List<CfnTaskDefinition> tasks, List<Role> passed) {
    String group = data.arn("scheduler", "schedule-group/" + product.names().of("product"));
    Role role =
        Role.Builder.create(stack, "ScheduleRole")
            .roleName(product.names().of("product-schedule"))
            .assumedBy(
                new ServicePrincipal("scheduler.amazonaws.com")
                    .withConditions(
                        Map.of(
                            "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                            "ArnEquals", Map.of("aws:SourceArn", group))))
            .build();
    role.addToPolicy(
        Statements.allow(
            List.of("ecs:RunTask"),
            tasks.stream().map(CfnTaskDefinition::getRef).toList(),
            Map.of("ArnEquals", Map.of("ecs:cluster", cluster.getAttrArn()))));
    role.addToPolicy(
        Statements.allow(
            List.of("iam:PassRole"),
            passed.stream().map(Role::getRoleArn).toList(),
            Map.of("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com"))));
    role.addToPolicy(
        Statements.allow(List.of("sqs:SendMessage"), List.of(data.undelivered.getQueueArn())));
    role.addToPolicy(
        Statements.allow(
            List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(data.keys.streams.getKeyArn())));
    return role;
  }

  private void daily(
      String id, String cron, CfnTaskDefinition task, CfnScheduleGroup group, Role role) {
    CfnSchedule schedule =
        CfnSchedule.Builder.create(stack, "Daily" + id)
            .name(product.names().of("product-" + id.toLowerCase(Locale.ROOT)))
            .groupName(product.names().of("product"))
            .scheduleExpression(cron)
            .scheduleExpressionTimezone("UTC")
            .flexibleTimeWindow(
                CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
            .target(
                CfnSchedule.TargetProperty.builder()
                    .arn(cluster.getAttrArn())
                    .roleArn(role.getRoleArn())
                    .ecsParameters(parameters(task))
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

  private CfnSchedule.EcsParametersProperty parameters(CfnTaskDefinition task) {
    return CfnSchedule.EcsParametersProperty.builder()
        .taskDefinitionArn(task.getRef())
        .launchType("FARGATE")
        .taskCount(1)
        .networkConfiguration(
            CfnSchedule.NetworkConfigurationProperty.builder()
                .awsvpcConfiguration(
                    CfnSchedule.AwsVpcConfigurationProperty.builder()
                        .subnets(product.subnets())
                        .securityGroups(product.securityGroups())
                        .assignPublicIp("DISABLED")
                        .build())
                .build())
        .build();
  }
}
