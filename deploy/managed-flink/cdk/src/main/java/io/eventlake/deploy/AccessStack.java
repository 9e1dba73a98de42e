package io.eventlake.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lakeformation.CfnResource;
import software.constructs.Construct;

/**
 * Who sees which table, and the way to ask. Grants name tables, so this is deployed when {@code
 * tables apply} has made them. Whoever deploys it, CloudFormation's role, must be an administrator
 * of Lake Formation; a stack that made him one would take that from everybody else.
 */
final class AccessStack extends Stack {

  private static final List<String> COMMIT = List.of("DESCRIBE", "ALTER");
  private static final List<String> VERIFY = List.of("DESCRIBE");
  private static final List<String> ASK = List.of("SELECT", "DESCRIBE");

  private final Settings settings;
  private final Grants grants;

  AccessStack(
      Construct scope,
      String id,
      StackProps props,
      Settings settings,
      DataStack data,
      JobsStack jobs) {
    super(scope, id, props);
    this.settings = settings;
    this.grants = new Grants(this, settings);
    location("SourceLocation", settings.source, data.keys.source, data);
    location("ProcessedLocation", settings.processed, data.keys.processed, data);
    for (LakeTable table : settings.tables) {
      String name = table.database() + "-" + table.name();
      for (DeployedJob job : settings.streaming()) {
        if (!job.seen(settings).contains(table)) {
          continue;
        }

        grants.grant(
            job.id() + "-" + name,
            jobs.roles.get(job.name),
            table.set().equals(job.set()) ? COMMIT : VERIFY,
            grants.table(table));
      }

      grants.grant(
          "Engineer-" + name,
          data.people.engineer,
          List.of("SELECT", "DESCRIBE", "ALTER"),
          grants.table(table));
      if (table.layer().equals("silver") || table.layer().equals("gold")) {
        grants.grant(
            "Analyst-" + name,
            data.people.analyst,
            table.tellsPersons() ? List.of("SELECT") : ASK,
            table.tellsPersons() ? grants.withoutPersons(table) : grants.table(table));
      }
    }

    if (settings.grantViews) {
      AnalystViews.NAMES.forEach(
          view ->
              grants.grant(
                  "Analyst-view-" + view, data.people.analyst, ASK, grants.table("gold", view)));
    }

    Workgroup.ENGINEER.build(this, settings, data);
    Workgroup.ANALYST.build(this, settings, data);
  }

  /** Lets Lake Formation read the files for those who have no right to the bucket themselves. */
  private void location(String id, Settings.Folder folder, Key key, DataStack data) {
    Role role =
        Role.Builder.create(this, id + "Role")
            .roleName(
                settings.names.of((id.startsWith("Source") ? "source" : "processed") + "-reader"))
            .assumedBy(
                new ServicePrincipal("lakeformation.amazonaws.com")
                    .withConditions(
                        Map.of("StringEquals", Map.of("aws:SourceAccount", getAccount()))))
            .build();
    PolicyStatement objects = Statements.allow(List.of("s3:GetObject"), List.of(folder.objects()));
    role.addToPolicy(objects);
    role.addToPolicy(
        Statements.allow(
            List.of("s3:ListBucket"),
            List.of("arn:aws:s3:::" + folder.bucket()),
            Map.of("StringLike", Map.of("s3:prefix", folder.key() + "/*"))));
    role.addToPolicy(Statements.allow(List.of("kms:Decrypt"), List.of(key.getKeyArn())));
    Accepted.wildcards(role, List.of(objects));
    CfnResource known =
        CfnResource.Builder.create(this, id)
            .resourceArn("arn:aws:s3:::" + folder.bucket() + "/" + folder.key())
            .roleArn(role.getRoleArn())
            .useServiceLinkedRole(false)
            .build();
    // A table that is made from now on is made in a folder that Lake Formation knows.
    grants
        .grant(
            "Engineer-" + id,
            data.people.engineer,
            List.of("DATA_LOCATION_ACCESS"),
            grants.location(folder))
        .addResourceDependency(known);
  }
}
