package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.cloudformation.include.CfnInclude;
import software.amazon.awscdk.services.quicksight.CfnAnalysis;
import software.amazon.awscdk.services.quicksight.CfnDashboard;

/** What analysis and dashboard show, and that all that they name is there. */
class LakeDashboardTest {

  private static final Pattern REFERENCE = Pattern.compile("\\{(\\w+)}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Templates templates = Templates.committed();

  @TempDir private Path directory;

  @Test
  void payoutsAreShownInCurrency() {
    for (JsonNode definition : definitions()) {
      assertThat(definition.get("CalculatedFields"))
          .filteredOn(field -> field.get("Name").asText().equals("payout"))
          .hasSize(6)
          .allSatisfy(
              field ->
                  assertThat(field.get("Expression").asText())
                      .isIn("intToDecimal({payout_cents}) / 100", "{payout_cents} / 100"));
    }

    for (JsonNode definition : definitions()) {
      assertThat(definition.get("Sheets").findValuesAsText("ColumnName"))
          .contains("payout")
          .doesNotContain("payout_cents");
    }
  }

  @Test
  void everyColumnOfAVisualFilterAndExpressionExists() {
    for (JsonNode definition : definitions()) {
      Map<String, Set<String>> columns = new HashMap<>();
      for (JsonNode declared : definition.get("DataSetIdentifierDeclarations")) {
        String id = declared.get("Identifier").asText();
        columns.put(id, columns(dataSets().get("eventlake-" + id)));
      }

      for (JsonNode field : definition.get("CalculatedFields")) {
        Set<String> known = columns.get(field.get("DataSetIdentifier").asText());
        assertThat(known).containsAll(references(field.get("Expression").asText()));
        assertThat(known.add(field.get("Name").asText())).as("%s is new", field).isTrue();
      }

      List<JsonNode> used = definition.findParents("ColumnName");
      assertThat(used).hasSizeGreaterThan(50);
      for (JsonNode column : used) {
        assertThat(columns.get(column.get("DataSetIdentifier").asText()))
            .as("%s", column)
            .contains(column.get("ColumnName").asText());
      }
    }
  }

  @Test
  void expressionsOfDataSetsNameTheirColumns() {
    for (DataSets.DataSet dataSet : templates.settings.dataSets.dataSets()) {
      for (String expression : dataSet.calculated().values()) {
        assertThat(dataSet.columns().keySet()).containsAll(references(expression));
      }
    }

    assertThatThrownBy(
            () -> new Visuals(templates.settings.dataSets.find("clicks")).number("a", "A", "nope"))
        .hasMessage("the data set clicks has no column nope");
  }

  @Test
  void identifiersAreUniqueAndEveryVisualHasItsPlace() {
    for (JsonNode definition : definitions()) {
      List<String> visuals = definition.findValuesAsText("VisualId");
      assertThat(visuals).doesNotHaveDuplicates().allMatch(id -> id.matches("[\\w-]{1,512}"));
      assertThat(definition.findValuesAsText("ElementId")).isEqualTo(visuals);
      assertThat(definition.findValuesAsText("FieldId")).doesNotHaveDuplicates();
      assertThat(definition.get("Sheets").findValuesAsText("Name"))
          .containsExactly(
              "Funnel",
              "Sessions and revenue",
              "A/B comparison",
              "Segments",
              "Dead letters",
              "Freshness");
    }

    assertThat(dataSets().keySet()).allMatch(id -> id.matches("eventlake-[a-z-]+"));
  }

  /** A direct query without a condition on the day reads every file of the table. */
  @Test
  void onlyTheNewestDaysAreRead() {
    Set<String> withDay =
        templates.settings.dataSets.dataSets().stream()
            .filter(dataSet -> dataSet.day() != null)
            .map(DataSets.DataSet::id)
            .collect(Collectors.toSet());
    for (JsonNode definition : definitions()) {
      Set<String> filtered = new HashSet<>();
      for (JsonNode group : definition.get("FilterGroups")) {
        JsonNode filter = group.at("/Filters/0/RelativeDatesFilter");
        assertThat(filter.get("RelativeDateValue").asInt()).isEqualTo(LakeDashboard.DAYS);
        filtered.add(filter.at("/Column/DataSetIdentifier").asText());
      }

      assertThat(filtered).isEqualTo(withDay).hasSize(9);
      assertThat(definition.at("/Options/Timezone").asText()).isEqualTo("UTC");
    }
  }

  @Test
  void analysisAndDashboardShowTheSame() {
    assertThat(definitions()).hasSize(2);
    assertThat(definitions().get(0)).isEqualTo(definitions().get(1));
  }

  /** The CDK's model of CloudFormation has each property, and misses none that is required. */
  @Test
  void definitionsAreOfTheFormThatCloudFormationKnows() throws IOException {
    Path file = directory.resolve("analytics.json");
    JsonNode resources = resources(templates.analytics);
    JSON.writeValue(file.toFile(), Map.of("Resources", resources));
    Stack stack = new Stack(new App(), "again");

    CfnInclude included =
        CfnInclude.Builder.create(stack, "Template").templateFile(file.toString()).build();

    JsonNode again = resources(Template.fromStack(stack));
    for (String type : List.of("Analysis", "Dashboard")) {
      assertThat(again.at("/" + type + "/Properties"))
          .isEqualTo(resources.at("/" + type + "/Properties"));
      JsonNode raw = templates.properties("AWS::QuickSight::" + type).get(0).get("Definition");
      Object known =
          type.equals("Analysis")
              ? ((CfnAnalysis) included.getResource(type)).getDefinition()
              : ((CfnDashboard) included.getResource(type)).getDefinition();
      assertThat(names(JSON.valueToTree(stack.resolve(known)))).isEqualTo(names(raw));
    }
  }

  private List<JsonNode> definitions() {
    List<JsonNode> definitions = new ArrayList<>();
    for (String type : List.of("AWS::QuickSight::Analysis", "AWS::QuickSight::Dashboard")) {
      templates.properties(type).forEach(one -> definitions.add(one.get("Definition")));
    }

    return definitions;
  }

  private Map<String, JsonNode> dataSets() {
    Map<String, JsonNode> named = new TreeMap<>();
    templates
        .properties("AWS::QuickSight::DataSet")
        .forEach(one -> named.put(one.get("DataSetId").asText(), one));
    return named;
  }

  private static Set<String> columns(JsonNode dataSet) {
    Set<String> columns = new TreeSet<>();
    dataSet
        .at("/PhysicalTableMap/athena/RelationalTable/InputColumns")
        .forEach(column -> columns.add(column.get("Name").asText()));
    return columns;
  }

  private static List<String> references(String expression) {
    return REFERENCE.matcher(expression).results().map(found -> found.group(1)).toList();
  }

  /** Names of all properties with how often each is there, whatever their case. */
  private static Map<String, Long> names(JsonNode node) {
    Map<String, Long> names = new TreeMap<>();
    count(node, names);
    names.remove("fn::getatt");
    return names;
  }

  private static void count(JsonNode node, Map<String, Long> names) {
    node.properties()
        .forEach(entry -> names.merge(entry.getKey().toLowerCase(Locale.ROOT), 1L, Long::sum));
    node.forEach(child -> count(child, names));
  }

  private static JsonNode resources(Template template) {
    return JSON.<JsonNode>valueToTree(template.toJSON()).get("Resources");
  }
}
