package io.eventlake.deploy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/** Roles of tasks of ECS in a stack. */
final class TaskRoles {

  private final Stack stack;
  private final Names names;
  private final String part;

  /**
   * @param part what the stack is called behind the lake's name
   */
  TaskRoles(Stack stack, Names names, String part) {
    this.stack = stack;
    this.names = names;
    this.part = part;
  }

  /** A task that may do this alone. */
  Role task(String id, List<PolicyStatement> statements) {
    Role role =
        Role.Builder.create(stack, id + "Role")
            .roleName(names.of(part + "-" + id.toLowerCase(Locale.ROOT)))
            .assumedBy(
                new ServicePrincipal("ecs-tasks.amazonaws.com")
                    .withConditions(
                        Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount()))))
            .build();
    statements.forEach(role::addToPolicy);
    Accepted.wildcards(role, statements);
    return role;
  }

  /** What ECS needs to start a task: its image and its log. */
  Role start(TaskPlace place, DataStack data) {
    String log = "log-group:" + ScheduledTasks.logGroup(names, part) + ":log-stream:*";
    return task(
        "Start",
        List.of(
            Statements.allow(List.of("ecr:GetAuthorizationToken"), List.of("*")),
            Statements.allow(
                List.of(
                    "ecr:BatchCheckLayerAvailability",
                    "ecr:BatchGetImage",
                    "ecr:GetDownloadUrlForLayer"),
                List.of(data.arn("ecr", "repository/" + place.repository()))),
            Statements.allow(
                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                List.of(data.arn("logs", log)))));
  }

  /** Values of metrics in one namespace. */
  static PolicyStatement puts(String namespace) {
    return Statements.allow(
        List.of("cloudwatch:PutMetricData"),
        List.of("*"),
        Map.of("StringEquals", Map.of("cloudwatch:namespace", namespace)));
  }
}
