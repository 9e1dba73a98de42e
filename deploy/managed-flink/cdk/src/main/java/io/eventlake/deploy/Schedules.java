package io.eventlake.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;

/**
 * A group of schedules, each at its time, UTC. What fails is tried again for an hour, and then lies
 * in the queue of what could not be delivered, whose alarm tells.
 */
final class Schedules {

  /** What starts it all; whoever uses it adds what it may start. */
  final Role role;

  private final Stack stack;
  private final String groupName;
  private final DataStack data;
  private final CfnScheduleGroup group;

  /**
   * @param groupName of this group, which alone may take the role
   * @param roleId in the template
   */
  Schedules(Stack stack, String groupName, String roleId, String roleName, DataStack data) {
    this.stack = stack;
    this.groupName = groupName;
    this.data = data;
    this.group = CfnScheduleGroup.Builder.create(stack, "Schedules").name(groupName).build();
    this.role =
        Role.Builder.create(stack, roleId)
            .roleName(roleName)
            .assumedBy(
                new ServicePrincipal("scheduler.amazonaws.com")
                    .withConditions(
                        Map.of(
                            "StringEquals",
                            Map.of("aws:SourceAccount", stack.getAccount()),
                            "ArnEquals",
                            Map.of(
                                "aws:SourceArn",
                                data.arn("scheduler", "schedule-group/" + groupName)))))
            .build();
  }

  /** The rights on the queue, behind those on what is started. */
  void deliver() {
    role.addToPolicy(
        Statements.allow(List.of("sqs:SendMessage"), List.of(data.undelivered.getQueueArn())));
    role.addToPolicy(
        Statements.allow(
            List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(data.keys.streams.getKeyArn())));
  }

  /**
   * Adds one.
   *
   * @param time as EventBridge Scheduler writes it
   * @param target what is started
   */
  void add(String id, String name, String time, CfnSchedule.TargetProperty.Builder target) {
    CfnSchedule schedule =
        CfnSchedule.Builder.create(stack, id)
            .name(name)
            .groupName(groupName)
            .scheduleExpression(time)
            .scheduleExpressionTimezone("UTC")
            .flexibleTimeWindow(
                CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
            .target(
                target
                    .roleArn(role.getRoleArn())
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
