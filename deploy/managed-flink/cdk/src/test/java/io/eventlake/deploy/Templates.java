package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.TreeSet;
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

  /** Properties of the one resource of a type that has that text at a JSON pointer. */
  JsonNode named(String type, String pointer, String name) {
    return properties(type).stream()
        .filter(one -> one.at(pointer).asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + type + " " + name));
  }

  /** What policies of a role allow: each action with what it is allowed on, in order. */
  List<String> allowed(String role) {
    TreeSet<String> rights = new TreeSet<>();
    for (JsonNode statement : statements(role)) {
      for (String action : texts(statement.get("Action"))) {
        texts(statement.get("Resource")).forEach(on -> rights.add(action + " " + on));
      }
    }

    return List.copyOf(rights);
  }

  /** The statements of a role's policies, of which there is one at least. */
  List<JsonNode> statements(String role) {
    List<JsonNode> statements = new ArrayList<>();
    properties("AWS::IAM::Policy").stream()
        .filter(policy -> policy.get("Roles").toString().contains("\"" + role))
        .forEach(policy -> policy.at("/PolicyDocument/Statement").forEach(statements::add));
    assertThat(statements).as(role).isNotEmpty();
    return statements;
  }

  /** One text or several; what refers to another resource is KEY. */
  static List<String> texts(JsonNode one) {
    List<String> texts = new ArrayList<>();
    if (one.isArray()) {
      one.forEach(text -> texts.add(text.isTextual() ? text.asText() : "KEY"));
    } else {
      texts.add(one.isTextual() ? one.asText() : "KEY");
    }

    return texts;
  }

  private Template template(Stack stack) {
    Template template = Template.fromStack(stack);
    json.put(stack.getStackName(), JSON.valueToTree(template.toJSON()));
    findings.add(Annotations.fromStack(stack));
    return template;
  }
}
