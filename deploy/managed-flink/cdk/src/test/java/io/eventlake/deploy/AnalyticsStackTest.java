package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** QuickSight's source and data sets, and who sees what. */
class AnalyticsStackTest {

  private static final Set<String> TYPES = Set.of("STRING", "INTEGER", "DECIMAL", "DATETIME");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Templates templates = Templates.committed();

  @Test
  void withoutAPrincipalThereIsNoQuickSight() {
    assertThat(InfrastructureApp.define(Templates.app(Map.of()), Templates.DEPLOY).analytics())
        .isEmpty();
    assertThatThrownBy(
            () ->
                InfrastructureApp.define(
                    Templates.app(Map.of("quickSightPrincipal", "somebody")), Templates.DEPLOY))
        .hasMessage(
            "quickSightPrincipal must be the ARN of a user or group of QuickSight, or empty");
  }

  @Test
  void theSourceIsTheWorkgroupWithARoleOfItsOwn() {
    assertThat(templates.properties("AWS::QuickSight::DataSource"))
        .singleElement()
        .satisfies(
            source -> {
              JsonNode athena = source.at("/DataSourceParameters/AthenaParameters");
              assertThat(source.get("Type").asText()).isEqualTo("ATHENA");
              assertThat(athena.get("WorkGroup").asText()).isEqualTo("eventlake-quicksight");
              assertThat(athena.get("RoleArn").toString()).contains("QuickSightRole");
            });
    assertThat(templates.properties("AWS::IAM::Role"))
        .filteredOn(role -> role.get("RoleName").asText().equals("eventlake-quicksight"))
        .singleElement()
        .satisfies(
            role ->
                assertThat(
                        role.at("/AssumeRolePolicyDocument/Statement/0/Principal/Service").asText())
                    .isEqualTo("quicksight.amazonaws.com"));
  }

  @Test
  void dataSetsAreQueriedLiveWithColumnsThatAreShownRightly() {
    assertThat(dataSets())
        .hasSize(10)
        .allSatisfy(
            (id, dataSet) -> {
              assertThat(dataSet.get("ImportMode").asText()).isEqualTo("DIRECT_QUERY");
              JsonNode table = dataSet.at("/PhysicalTableMap/athena/RelationalTable");
              assertThat(table.get("Catalog").asText()).isEqualTo("AwsDataCatalog");
              assertThat(table.get("Schema").asText()).isEqualTo("gold");
              for (JsonNode column : table.get("InputColumns")) {
                assertThat(TYPES).as("%s", column).contains(column.get("Type").asText());
                assertThat(column.get("Name").asText()).isNotIn(persons("gold"));
              }
            });
  }

  /** Columns of views are checked where the views can be resolved: in the lake's own tests. */
  @Test
  void columnsOfTablesAreThoseOfTheirDefinitions() throws IOException {
    Map<String, String> shown =
        Map.of(
            "string", "STRING",
            "int", "INTEGER",
            "bigint", "INTEGER",
            "double", "DECIMAL",
            "date", "DATETIME",
            "timestamp", "DATETIME");
    Pattern line = Pattern.compile("(?m)^  `?(\\w+)`? (\\S+) COMMENT");
    for (DataSets.DataSet dataSet : templates.settings.dataSets.dataSets()) {
      Path file = Path.of("../../../iceberg-ddl/web", dataSet.layer(), dataSet.table() + ".sql");
      if (!dataSet.table().startsWith("v_")) {
        Map<String, String> defined =
            line.matcher(Files.readString(file))
                .results()
                .filter(column -> shown.containsKey(column.group(2)))
                .collect(Collectors.toMap(c -> c.group(1), c -> shown.get(c.group(2))));
        defined.keySet().removeAll(persons(dataSet.layer()));
        assertThat(dataSet.columns()).as(dataSet.source()).isEqualTo(defined);
      }
    }
  }

  @Test
  void thePrincipalUsesAndDoesNotChange() {
    for (String type : List.of("DataSource", "DataSet", "Dashboard")) {
      for (JsonNode resource : templates.properties("AWS::QuickSight::" + type)) {
        assertThat(resource.get("Permissions")).hasSize(1);
        JsonNode permission = resource.at("/Permissions/0");
        assertThat(permission.get("Principal").asText()).isEqualTo(Templates.QUICKSIGHT);
        assertThat(permission.get("Actions"))
            .extracting(JsonNode::asText)
            .allMatch(action -> action.matches("quicksight:(Describe|List|Query|Pass)\\w+"));
      }
    }
  }

  @Test
  void theRoleSeesGoldWithoutPersonsAndElsewhereSingleColumns() {
    Map<String, String> seen = new TreeMap<>();
    for (JsonNode grant : templates.properties("AWS::LakeFormation::PrincipalPermissions")) {
      if (grant.get("Principal").toString().contains("QuickSight")) {
        JsonNode columns = grant.at("/Resource/TableWithColumns");
        JsonNode table = columns.isMissingNode() ? grant.at("/Resource/Table") : columns;
        String what = columns.path("ColumnNames").toString();
        JsonNode hidden = columns.at("/ColumnWildcard/ExcludedColumnNames");
        what = hidden.isMissingNode() ? what : "without " + hidden;
        seen.put(
            table.get("DatabaseName").asText() + "." + table.get("Name").asText(),
            columns.isMissingNode() ? "all" : what);
      }
    }

    Map<String, String> expected = new TreeMap<>();
    templates.settings.dataSets.views().forEach(view -> expected.put("gold." + view, "all"));
    templates
        .settings
        .dataSets
        .grants()
        .forEach((table, names) -> expected.put(table, JSON.valueToTree(names).toString()));
    expected.put("gold.fact_funnel", "without [\"user_id_hash\"]");
    expected.put("gold.fact_affiliate_clicks", "without [\"user_id_hash\"]");
    expected.put("gold.minute_activity", "all");
    assertThat(seen).isEqualTo(expected);
    for (LakeTable table : templates.settings.tables) {
      assertThat(templates.settings.dataSets.grants().getOrDefault(table.toString(), List.of()))
          .as("%s", table)
          .noneMatch(table.persons()::contains);
    }
  }

  /** Columns that tell persons in the tables of a layer. */
  private List<String> persons(String layer) {
    return templates.settings.tables.stream()
        .filter(table -> table.layer().equals(layer))
        .flatMap(table -> table.persons().stream())
        .toList();
  }

  private Map<String, JsonNode> dataSets() {
    Map<String, JsonNode> named = new TreeMap<>();
    templates
        .properties("AWS::QuickSight::DataSet")
        .forEach(one -> named.put(one.get("DataSetId").asText(), one));
    return named;
  }
}
