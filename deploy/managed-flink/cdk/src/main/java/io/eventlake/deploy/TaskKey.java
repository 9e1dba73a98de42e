package io.eventlake.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;

/** A key of what tasks have of their own: of their log, at least. */
final class TaskKey {

  private TaskKey() {}

  /**
   * Makes it.
   *
   * @param part what the stack is called behind the lake's name
   */
  static Key of(Stack stack, Names names, String part, String what) {
    Key made =
        Key.Builder.create(stack, "Key")
            .alias(names.of(part))
            .description(names.title() + ": " + what)
            .enableKeyRotation(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    String log =
        "arn:aws:logs:"
            + stack.getRegion()
            + ":"
            + stack.getAccount()
            + ":log-group:"
            + ScheduledTasks.logGroup(names, part);
    made.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(
                List.of(new ServicePrincipal("logs." + stack.getRegion() + ".amazonaws.com")))
            .actions(
                List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"))
            .resources(List.of("*"))
            .conditions(Map.of("ArnEquals", Map.of("kms:EncryptionContext:aws:logs:arn", log)))
            .build());
    return made;
  }
}
