package io.eventlake.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The role with which QuickSight asks Athena, in place of the one that it has for the whole
 * account: gold without persons, the views, and of other tables the columns that the views read.
 */
final class QuickSightRole {

  private static final List<String> SELECT = List.of("SELECT");
  private static final List<String> ASK = List.of("SELECT", "DESCRIBE");

  private final AnalyticsStack stack;
  private final Settings settings;
  private final DataSets dataSets;
  private final DataStack data;

  QuickSightRole(AnalyticsStack stack, Settings settings, DataSets dataSets, DataStack data) {
    this.stack = stack;
    this.settings = settings;
    this.dataSets = dataSets;
    this.data = data;
  }

  Role build(Construct scope) {
    Role role =
        Role.Builder.create(scope, "QuickSightRole")
            .roleName(settings.names.of("quicksight"))
            .assumedBy(
                new ServicePrincipal("quicksight.amazonaws.com")
                    .withConditions(
                        Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount()))))
            .build();
    List<PolicyStatement> queries = Workgroup.QUICKSIGHT.use(settings, data);
    queries.forEach(role::addToPolicy);
    catalog(role);
    grant(role);
    Accepted.wildcards(role, queries);
    return role;
  }

  private void catalog(Role role) {
    role.addToPolicy(
        Statements.allow(
            List.of(
                "athena:GetDataCatalog",
                "athena:ListDatabases",
                "athena:GetDatabase",
                "athena:ListTableMetadata",
                "athena:GetTableMetadata"),
            List.of(data.arn("athena", "datacatalog/" + AnalyticsStack.CATALOG))));
    role.addToPolicy(
        Statements.allow(
            List.of("glue:GetDatabase", "glue:GetDatabases", "glue:GetTable", "glue:GetTables"),
            glueArns()));
  }

  private void grant(Role role) {
    Grants grants = new Grants(stack, settings);
    for (LakeTable table : settings.tables) {
      String id = "QuickSight-" + table.database() + "-" + table.name();
      List<String> columns = dataSets.grants().get(table.toString());
      if (columns != null) {
        grants.grant(id, role, SELECT, grants.columns(table, columns));
      } else if (table.layer().equals("gold")) {
        grants.grant(
            id,
            role,
            table.tellsPersons() ? SELECT : ASK,
            table.tellsPersons() ? grants.withoutPersons(table) : grants.table(table));
      }
    }

    dataSets
        .views()
        .forEach(
            view -> grants.grant("QuickSight-view-" + view, role, ASK, grants.table("gold", view)));
  }

  private List<String> glueArns() {
    List<String> arns = new ArrayList<>();
    settings.tables.stream()
        .filter(
            table ->
                table.layer().equals("gold") || dataSets.grants().containsKey(table.toString()))
        .flatMap(table -> data.glueArns(settings, table).stream())
        .distinct()
        .forEach(arns::add);
    Stream<String> views = dataSets.views().stream();
    views
        .map(view -> data.arn("glue", "table/" + settings.database("gold") + "/" + view))
        .forEach(arns::add);
    return arns;
  }
}
