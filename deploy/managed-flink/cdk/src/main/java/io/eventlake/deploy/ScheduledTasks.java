package io.eventlake.deploy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.CfnCluster;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.scheduler.CfnSchedule;

/** Commands that run as tasks of ECS without machines, each at its time of the day, UTC. */
final class ScheduledTasks {

  private static final String CONTAINER = "eventlake";

  private final Stack stack;
  private final Names names;
  private final String part;
  private final TaskPlace place;
  private final DataStack data;
  private final CfnCluster cluster;
  private final LogGroup log;

  /** By their definitions when they start. */
  private final Map<CfnTaskDefinition, String[]> times = new LinkedHashMap<>();

  private final Set<Role> roles = new LinkedHashSet<>();

  /**
   * @param part what the stack is called behind the lake's name
   * @param key of the log
   */
  ScheduledTasks(Stack stack, Names names, String part, TaskPlace place, Key key, DataStack data) {
    this.stack = stack;
    this.names = names;
    this.part = part;
    this.place = place;
    this.data = data;
    this.cluster =
        CfnCluster.Builder.create(stack, "Cluster")
            .clusterName(names.of(part))
            .clusterSettings(
                List.of(
                    CfnCluster.ClusterSettingsProperty.builder()
                        .name("containerInsights")
                        .value("enabled")
                        .build()))
            .build();
    this.log =
        LogGroup.Builder.create(stack, "Log")
            .logGroupName(logGroup(names, part))
            .encryptionKey(key)
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
  }

  static String logGroup(Names names, String part) {
    return "/eventlake/" + names.of(part);
  }

  /**
   * Adds one.
   *
   * @param time as EventBridge Scheduler writes it
   * @param start what ECS needs
   * @param role of the command
   */
  void add(String id, String time, Size size, Role start, Role role, List<String> command) {
    times.put(task(id, size, start, role, command), new String[] {id, time});
    roles.addAll(List.of(start, role));
  }

  /**
   * What Fargate gives.
   *
   * @param cpu in 1,024ths of a core
   * @param memory in MiB
   */
  record Size(int cpu, int memory) {}

  private CfnTaskDefinition task(
      String id, Size size, Role start, Role role, List<String> command) {
    return CfnTaskDefinition.Builder.create(stack, id)
        .family(names.of(part + "-" + id.toLowerCase(Locale.ROOT)))
        .requiresCompatibilities(List.of("FARGATE"))
        .networkMode("awsvpc")
        .cpu(String.valueOf(size.cpu()))
        .memory(String.valueOf(size.memory()))
        .executionRoleArn(start.getRoleArn())
        .taskRoleArn(role.getRoleArn())
        .containerDefinitions(
            List.of(
                CfnTaskDefinition.ContainerDefinitionProperty.builder()
                    .name(CONTAINER)
                    .image(place.image())
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

  /** Schedules all that was added. */
  void schedule() {
    Schedules schedules =
        new Schedules(stack, names.of(part), "ScheduleRole", names.of(part + "-schedule"), data);
    schedules.role.addToPolicy(
        Statements.allow(
            List.of("ecs:RunTask"),
            times.keySet().stream().map(CfnTaskDefinition::getRef).toList(),
            Map.of("ArnEquals", Map.of("ecs:cluster", cluster.getAttrArn()))));
    schedules.role.addToPolicy(
        Statements.allow(
            List.of("iam:PassRole"),
            roles.stream().map(Role::getRoleArn).toList(),
            Map.of("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com"))));
    schedules.deliver();
    times.forEach(
        (task, one) ->
            schedules.add(
                "Daily" + one[0],
                names.of(part + "-" + one[0].toLowerCase(Locale.ROOT)),
                one[1],
                CfnSchedule.TargetProperty.builder()
                    .arn(cluster.getAttrArn())
                    .ecsParameters(parameters(task))));
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
                        .subnets(place.subnets())
                        .securityGroups(place.securityGroups())
                        .assignPublicIp("DISABLED")
                        .build())
                .build())
        .build();
  }
}
