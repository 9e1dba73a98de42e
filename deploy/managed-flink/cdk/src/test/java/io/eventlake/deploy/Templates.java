package io.eventlake.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/**
 * The templates of all stacks, made once from the committed files and context, with views and
 * QuickSight.
 */
final class Templates {

  static final Path DEPLOY = Path.of("..");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A group of QuickSight, which the committed context leaves empty. */
  static final String QUICKSIGHT =
      "arn:aws:quicksight:eu-central-1:123456789012:group/default/eventlake-readers";

  private static final Templates COMMITTED =
      new Templates(Map.of("quickSightPrincipal", QUICKSIGHT, "grantViews", true));

  final Template data;
  final Template jobs;
  final Template access;
  final Template analytics;
  final Settings settings;

  private final Map<String, JsonNode> json = new HashMap<>();

  private Templates(Map<String, Object> changed) {
    App app = app(changed);
    InfrastructureApp.Stacks stacks = InfrastructureApp.define(app, DEPLOY);
    settings = new Settings(DEPLOY, app.getNode());
    data = template(stacks.data());
    jobs = template(stacks.jobs());
    access = template(stacks.access());
    analytics = template(stacks.analytics().orElseThrow());
  }

  static Templates committed() {
    return COMMITTED;
  }

  /** An app with the context of cdk.json, but for what is changed. */
  static App app(Map<String, Object> changed) {
    try {
      Map<String, Object> context = new HashMap<>();
      ObjectNode committed =
          (ObjectNode) JSON.readTree(Path.of("cdk.json").toFile()).get("context");
      committed
          .properties()
          .forEach(
              entry ->
                  context.put(entry.getKey(), JSON.convertValue(entry.getValue(), Object.class)));
      context.putAll(changed);
      return new App(AppProps.builder().context(context).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Properties of all resources of a type in all stacks. */
  List<JsonNode> properties(String type) {
    List<JsonNode> found = new ArrayList<>();
    json.values()
        .forEach(
            template ->
                template
                    .get("Resources")
                    .forEach(
                        resource -> {
                          if (resource.get("Type").asText().equals(type)) {
                            found.add(resource.path("Properties"));
                          }
                        }));
    return found;
  }

  /** Whole resources of a type in all stacks. */
  List<JsonNode> resources(String type) {
    List<JsonNode> found = new ArrayList<>();
    json.values()
        .forEach(
            template ->
                template
                    .get("Resources")
                    .forEach(
                        resource -> {
                          if (resource.get("Type").asText().equals(type)) {
                            found.add(resource);
                          }
                        }));
    return found;
  }

  private Template template(Stack stack) {
    Template template = Template.fromStack(stack);
    json.put(stack.getStackName(), JSON.valueToTree(template.toJSON()));
    return template;
  }
}
