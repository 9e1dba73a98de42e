package io.eventlake.deploy;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.IConstruct;

/**
 * Findings of cdk-nag that are meant to be so, each with its reason, which is in the template, too.
 * A wildcard is accepted where it stands; one in another place is found.
 */
final class Accepted {

  private static final String WILDCARD = "AwsSolutions-IAM5";

  private Accepted() {}

  /** A rule that this construct does not keep. */
  static void rule(IConstruct construct, String rule, String reason) {
    add(construct, NagPackSuppression.builder().id(rule).reason(reason).build());
  }

  /**
   * The wildcards of a policy's statements that {@link AcceptedWildcard} has, each for its resource
   * alone. Whatever else ends in one is found.
   */
  static void wildcards(IConstruct policies, List<PolicyStatement> statements) {
    Map<String, AcceptedWildcard> accepted = new LinkedHashMap<>();
    Set<String> refused = new HashSet<>();
    for (PolicyStatement statement : statements) {
      for (String resource : statement.getResources()) {
        AcceptedWildcard reason = AcceptedWildcard.of(statement.getActions(), resource);
        if (reason != null) {
          accepted.put(resource, reason);
        } else {
          refused.add(resource);
        }
      }
    }

    // A rule of cdk-nag is of resources: one statement's would hold for all that name the same.
    accepted.keySet().removeAll(refused);
    accepted.forEach((resource, reason) -> wildcard(policies, resource, reason.reason));
  }

  private static void wildcard(IConstruct policies, String resource, String reason) {
    add(
        policies,
        NagPackSuppression.builder()
            .id(WILDCARD)
            .reason(reason)
            .appliesTo(
                List.of(
                    RegexAppliesTo.builder()
                        .regex("/^Resource::" + exactly(resource) + "$/")
                        .build()))
            .build());
  }

  /** A pattern of JavaScript for the text; what is only known when it is deployed has no star. */
  private static String exactly(String resource) {
    return Arrays.stream(resource.split("(?<=})|(?=[$][{]Token)"))
        .map(
            part ->
                part.startsWith("${Token[")
                    ? "[^*]+"
                    : part.replaceAll("[.*+?^$(){}|\\[\\]\\\\]", "\\\\$0"))
        .collect(Collectors.joining());
  }

  private static void add(IConstruct construct, NagPackSuppression suppression) {
    NagSuppressions.addResourceSuppressions(construct, List.of(suppression), true);
  }
}
