package io.eventlake.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The daily fetch of assessment results from a OneRoster server into the bucket of bronze, where
 * the job of XP reads them.
 */
final class FetchStack extends Stack {

  /** What it is called behind the lake's name. */
  private static final String PART = "fetch";

  private static final ScheduledTasks.Size SIZE = new ScheduledTasks.Size(512, 2048);

  FetchStack(Construct scope, String id, StackProps props, FetchSettings settings, DataStack data) {
    super(scope, id, props);
    Names names = settings.names();
    Key key = TaskKey.of(this, names, PART, "log of the fetch of results");
    TaskRoles roles = new TaskRoles(this, names, PART);
    ScheduledTasks tasks = new ScheduledTasks(this, names, PART, settings.place(), key, data);
    tasks.add(
        "Results",
        settings.time(),
        SIZE,
        roles.start(settings.place(), data),
        roles.task("Results", rights(settings, data)),
        settings.command());
    tasks.schedule();
  }

  /** It reads its own mark, and the last bundle; it deletes nothing. */
  private static List<PolicyStatement> rights(FetchSettings settings, DataStack data) {
    StoredSecret secret = settings.secret();
    return List.of(
        Statements.allow(List.of(secret.action()), List.of(secret.resource())),
        Statements.allow(
            List.of("s3:GetObject", "s3:PutObject"), List.of(settings.folder().objects())),
        Statements.allow(
            List.of("s3:ListBucket"),
            List.of(data.buckets.source.getBucketArn()),
            Map.of("StringLike", Map.of("s3:prefix", settings.folder().key() + "/*"))),
        Statements.allow(
            List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(data.keys.source.getKeyArn())),
        TaskRoles.puts(settings.names().namespace()));
  }
}
