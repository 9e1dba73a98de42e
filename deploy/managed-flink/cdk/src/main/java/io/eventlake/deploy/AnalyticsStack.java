package io.eventlake.deploy;

import io.eventlake.deploy.DataSets.DataSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.athena.CfnWorkGroup;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.quicksight.CfnAnalysis;
import software.amazon.awscdk.services.quicksight.CfnDashboard;
import software.amazon.awscdk.services.quicksight.CfnDataSet;
import software.amazon.awscdk.services.quicksight.CfnDataSource;
import software.constructs.Construct;

/**
 * QuickSight: the data source, a data set for each table and view that people look at, an analysis
 * and the dashboard. For accounts with a subscription, and a principal to show it to; deployed when
 * the views are there.
 */
final class AnalyticsStack extends Stack {

  /** The Glue Data Catalog, as Athena calls it. */
  static final String CATALOG = "AwsDataCatalog";

  private final Settings settings;
  private final Map<String, String> arns = new LinkedHashMap<>();

  AnalyticsStack(Construct scope, String id, StackProps props, Settings settings, DataStack data) {
    super(scope, id, props);
    this.settings = settings;
    Role role = new QuickSightRole(this, settings, settings.dataSets, data).build(this);
    CfnWorkGroup workgroup = Workgroup.QUICKSIGHT.build(this, settings, data);
    CfnDataSource source = source(role);
    source.addResourceDependency(workgroup);
    settings.dataSets.dataSets().forEach(one -> arns.put(one.id(), dataSet(one, source)));
    Map<String, Object> definition = new LakeDashboard(settings.dataSets).definition(arns);
    CfnAnalysis.Builder.create(this, "Analysis")
        .awsAccountId(getAccount())
        .analysisId(settings.names.of("lake"))
        .name(settings.names.title())
        .permissions(
            List.of(
                CfnAnalysis.ResourcePermissionProperty.builder()
                    .principal(settings.quickSightPrincipal)
                    .actions(QuickSightActions.EDIT_ANALYSIS)
                    .build()))
        .build()
        .addPropertyOverride("Definition", definition);
    CfnDashboard.Builder.create(this, "Dashboard")
        .awsAccountId(getAccount())
        .dashboardId(settings.names.of("lake"))
        .name(settings.names.title())
        .permissions(
            List.of(
                CfnDashboard.ResourcePermissionProperty.builder()
                    .principal(settings.quickSightPrincipal)
                    .actions(QuickSightActions.READ_DASHBOARD)
                    .build()))
        .build()
        .addPropertyOverride("Definition", definition);
  }

  /** The workgroup says where results go and what a query may scan; the role what it may see. */
  private CfnDataSource source(Role role) {
    CfnDataSource source =
        CfnDataSource.Builder.create(this, "Source")
            .awsAccountId(getAccount())
            .dataSourceId(settings.names.of("athena"))
            .name(settings.names.title())
            .type("ATHENA")
            .dataSourceParameters(
                CfnDataSource.DataSourceParametersProperty.builder()
                    .athenaParameters(
                        CfnDataSource.AthenaParametersProperty.builder()
                            .workGroup(Workgroup.QUICKSIGHT.name(settings))
                            .roleArn(role.getRoleArn())
                            .build())
                    .build())
            .permissions(
                List.of(
                    CfnDataSource.ResourcePermissionProperty.builder()
                        .principal(settings.quickSightPrincipal)
                        .actions(QuickSightActions.USE_SOURCE)
                        .build()))
            .build();
    // QuickSight tries the connection when it is made: the role's rights come first.
    source.getNode().addDependency(role);
    return source;
  }

  private String dataSet(DataSet dataSet, CfnDataSource source) {
    return CfnDataSet.Builder.create(this, "DataSet-" + dataSet.id())
        .awsAccountId(getAccount())
        .dataSetId(settings.names.of(dataSet.id()))
        .name(dataSet.name())
        .importMode("DIRECT_QUERY")
        .physicalTableMap(Map.of("athena", physical(dataSet, source)))
        .permissions(
            List.of(
                CfnDataSet.ResourcePermissionProperty.builder()
                    .principal(settings.quickSightPrincipal)
                    .actions(QuickSightActions.USE_DATA_SET)
                    .build()))
        .build()
        .getAttrArn();
  }

  private CfnDataSet.PhysicalTableProperty physical(DataSet dataSet, CfnDataSource source) {
    return CfnDataSet.PhysicalTableProperty.builder()
        .relationalTable(
            CfnDataSet.RelationalTableProperty.builder()
                .dataSourceArn(source.getAttrArn())
                .catalog(CATALOG)
                .schema(settings.database(dataSet.layer()))
                .name(dataSet.table())
                .inputColumns(
                    dataSet.columns().entrySet().stream()
                        .map(
                            column ->
                                CfnDataSet.InputColumnProperty.builder()
                                    .name(column.getKey())
                                    .type(column.getValue())
                                    .build())
                        .toList())
                .build())
        .build();
  }
}
