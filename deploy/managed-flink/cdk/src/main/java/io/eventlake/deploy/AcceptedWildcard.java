package io.eventlake.deploy;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a wildcard may stand in a statement: on which resources, of which actions alone, and why.
 */
enum AcceptedWildcard {
  OBJECTS(
      "(arn:aws:s3:::[^*/]+|\\$\\{[^*}/]+\\})/[^*]+/\\*",
      "Objects of one folder: their names are not known before",
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:PutObject",
      "s3:DeleteObject",
      "s3:AbortMultipartUpload",
      "s3:ListMultipartUploadParts"),
  VIEWS(
      "[^*]+:table/[^*/]+/v_\\*",
      "Views, which an engineer makes and names",
      "glue:GetDatabase",
      "glue:GetTable",
      "glue:GetTables",
      "glue:CreateTable",
      "glue:UpdateTable"),
  CONSUMER(
      "[^*]+/consumer/[^*/]+:\\*",
      "A consumer's ARN ends in the time of its creation",
      "kinesis:RegisterStreamConsumer",
      "kinesis:DescribeStreamConsumer",
      "kinesis:SubscribeToShard",
      "kinesis:DeregisterStreamConsumer"),
  LOG_STREAMS(
      "[^*]+:log-group:[^*]+:log-stream:\\*",
      "The service lists a group's streams before it writes to the one that is named",
      "logs:DescribeLogStreams"),
  LOG_GROUPS(
      "[^*]+:log-group:\\*",
      "The service lists groups before it writes to the one that is named",
      "logs:DescribeLogGroups"),
  EXPORTS(
      "[^*]+:table/[^*/]+/export/\\*",
      "An export's ARN ends in the time of its beginning",
      "dynamodb:DescribeExport"),
  TASK_LOGS(
      "[^*]+:log-group:[^*]+:log-stream:\\*",
      "A task's stream has the task's id in its name",
      "logs:CreateLogStream",
      "logs:PutLogEvents"),
  REGISTRY(
      "\\*",
      "The action knows no resource; what may be pulled is named beside it",
      "ecr:GetAuthorizationToken"),
  DATA_ACCESS(
      "\\*",
      "The action knows no resource; what it gives is what Lake Formation grants",
      "lakeformation:GetDataAccess"),
  PUT_METRICS(
      "\\*",
      "The action knows no resource; a condition names the one namespace",
      "cloudwatch:PutMetricData"),
  GET_METRICS(
      "\\*",
      "The action knows no resource and no condition; it reads numbers, and no row of the lake",
      "cloudwatch:GetMetricData");

  final String reason;
  private final Pattern resource;
  private final Set<String> actions;

  AcceptedWildcard(String resource, String reason, String... actions) {
    this.resource = Pattern.compile(resource);
    this.reason = reason;
    this.actions = Set.of(actions);
  }

  private boolean covers(Collection<String> of, String on) {
    return actions.containsAll(of) && resource.matcher(on).matches();
  }

  /** Why a resource of a statement with these actions may be so, or null where it may not. */
  static AcceptedWildcard of(List<String> actions, String resource) {
    for (AcceptedWildcard accepted : values()) {
      if (accepted.covers(actions, resource)) {
        return accepted;
      }
    }

    return null;
  }
}
