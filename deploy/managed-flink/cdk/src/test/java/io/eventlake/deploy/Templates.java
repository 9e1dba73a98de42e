package io.eventlake.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
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

  /** Whom the committed context leaves out: a user and a role. */
  static final String USER = "arn:aws:iam::123456789012:user/ann";

  static final String ROLE = "arn:aws:iam::123456789012:role/single-sign-on";

  private static final Templates COMMITTED =
      new Templates(DEPLOY, Map.of("quickSightPrincipal", QUICKSIGHT, "grantViews", true));

  final Template data;
  final Template jobs;
  final Template access;
  final Template analytics;
  final Settings settings;

  /** What cdk-nag finds in each stack. */
  final List<Annotations> findings = new ArrayList<>();

  private final Map<String, JsonNode> json = new HashMap<>();

  Templates(Path deploy, Map<String, Object> changed) {
    App app = app(changed);
    InfrastructureApp.Stacks stacks = InfrastructureApp.define(app, deploy);
    if (deploy.equals(DEPLOY) || stacks.product().isPresent() || stacks.fetch().isPresent()) {
      Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
    }

    settings = new Settings(deploy, app.getNode());
    data = template(stacks.data());
    jobs = template(stacks.jobs());
    access = template(stacks.access());
    analytics = template(stacks.analytics().orElseThrow());
    stacks.product().ifPresent(this::template);
    stacks.fetch().ifPresent(this::template);
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
      context.put("engineers", List.of(USER, ROLE));
      context.put("analysts", USER + "," + ROLE);
      context.putAll(changed);
      context.values().removeIf(Objects::isNull);
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

  /** All resources by their names in the templates. */
  Map<String, JsonNode> all() {
    Map<String, JsonNode> all = new TreeMap<>();
    json.forEach(
        (stack, template) ->
            template
                .get("Resources")
                .properties()
                .forEach(entry -> all.put(stack + "/" + entry.getKey(), entry.getValue())));
    return all;
  }

  /** What all policies of roles allow. */
  List<JsonNode> policies() {
    List<JsonNode> policies = properties("AWS::IAM::Policy");
    policies.addAll(properties("AWS::IAM::ManagedPolicy"));
    return policies;
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
    findings.add(Annotations.fromStack(stack));
    return template;
  }
}
