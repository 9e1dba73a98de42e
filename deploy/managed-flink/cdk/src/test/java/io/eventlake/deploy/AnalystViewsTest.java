package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Analysts read the views over what they see, and no other. */
class AnalystViewsTest {

  private static final Path VIEWS = Path.of("../../../sql/views/web");
  private static final Pattern READ = Pattern.compile("(?:FROM|JOIN) (\\w+)\\.(\\w+)");

  private final Templates templates = Templates.committed();

  @Test
  void theViewsAreThoseOverSilverAndGoldWithoutUsers() throws IOException {
    List<String> readable = new ArrayList<>();
    try (Stream<Path> files = Files.list(VIEWS)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".sql")).toList()) {
        String name = file.getFileName().toString().replace(".sql", "");
        if (readable(name)) {
          readable.add(name);
        }
      }
    }

    assertThat(AnalystViews.NAMES).containsExactlyInAnyOrderElementsOf(readable);
  }

  @Test
  void policyAndGrantsNameEach() {
    String athena =
        templates.properties("AWS::IAM::ManagedPolicy").stream()
            .filter(
                policy ->
                    policy.get("ManagedPolicyName").asText().equals("eventlake-athena-analyst"))
            .findFirst()
            .orElseThrow()
            .toString();
    TreeSet<String> granted = new TreeSet<>();
    for (JsonNode grant : templates.properties("AWS::LakeFormation::PrincipalPermissions")) {
      String name = grant.at("/Resource/Table/Name").asText();
      if (grant.get("Principal").toString().contains("Analyst") && name.startsWith("v_")) {
        granted.add(name);
      }
    }

    assertThat(granted).isEqualTo(new TreeSet<>(AnalystViews.NAMES));
    assertThat(AnalystViews.NAMES).allMatch(name -> athena.contains(":table/gold/" + name + "\""));
    assertThat(athena).doesNotContain("v_*", "v_sessions_funnel", "v_current_", "v_first_clicks");
  }

  @Test
  void noViewIsGrantedBeforeItIsSaid() {
    assertThat(new Settings(Templates.DEPLOY, Templates.app(Map.of()).getNode()).grantViews)
        .isFalse();
  }

  /** Of the table that is read. */
  private List<String> persons(String read) {
    return templates.settings.tables.stream()
        .filter(table -> read.endsWith(" " + table))
        .findFirst()
        .orElseThrow()
        .persons();
  }

  private boolean readable(String view) throws IOException {
    String query = Files.readString(VIEWS.resolve(view + ".sql"));
    for (var read : READ.matcher(query).results().toList()) {
      boolean seen =
          read.group(2).startsWith("v_")
              ? readable(read.group(2))
              : List.of("silver", "gold").contains(read.group(1))
                  && persons(read.group()).stream().noneMatch(query::contains);
      if (!seen) {
        return false;
      }
    }

    return true;
  }
}
