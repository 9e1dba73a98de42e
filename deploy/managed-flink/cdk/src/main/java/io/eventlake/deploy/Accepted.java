package io.eventlake.deploy;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
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

  static void objectsOfFolders(IConstruct policies) {
    wildcard(policies, "/\\*", "Objects of one folder: their names are not known before");
  }

  static void actionsWithoutResource(IConstruct policies, String action) {
    wildcard(
        policies, "Resource::\\*", action + " knows no resource; a condition or grant limits it");
  }

  /** Resources of a policy that end so. */
  static void wildcard(IConstruct policies, String end, String reason) {
    String expression =
        end.startsWith("Resource") ? "/^" + end + "$/" : "/^Resource::.+" + end + "$/";
    add(
        policies,
        NagPackSuppression.builder()
            .id(WILDCARD)
            .reason(reason)
            .appliesTo(List.of(RegexAppliesTo.builder().regex(expression).build()))
            .build());
  }

  private static void add(IConstruct construct, NagPackSuppression suppression) {
    NagSuppressions.addResourceSuppressions(construct, List.of(suppression), true);
  }
}
