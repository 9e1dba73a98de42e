package io.eventlake.family.caliper.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.family.ItemVerdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every rule has documents that keep it and documents that break it. */
class RulesTest {

  private static final CaliperModel MODEL = CaliperModel.of(CaliperModel.EXTENSIONS);

  private final CaliperJudge strict = new CaliperJudge(MODEL, Strictness.STRICT, true);
  private final CaliperJudge intake = new CaliperJudge(MODEL, Strictness.INTAKE, true);

  @Test
  void goodDocumentsAreGoodWithoutAWarning() {
    OwnFixtures.GOOD.forEach(
        (name, document) -> {
          assertThat(told(strict, document)).as(name).isEqualTo("good");
          assertThat(told(intake, document)).as(name).isEqualTo("good");
        });
  }

  @Test
  void badDocumentsAreBadForTheirReasonAtTheirPlace() {
    List<String> wrong = new ArrayList<>();
    for (OwnFixtures.Broken broken : OwnFixtures.BROKEN) {
      String document = broken.document().toString();
      String found = told(strict, document) + " | " + told(intake, document);
      String intakes =
          broken.intake().equals("warning") ? "warning" : broken.intake() + " " + broken.pointer();
      String expected = broken.reason() + " " + broken.pointer() + " | " + intakes;
      if (!found.equals(expected)) {
        wrong.add(broken + " found " + found);
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void everyRuleIsBrokenByADocument() {
    Set<PropertyRule> broken = new HashSet<>();
    for (OwnFixtures.Broken each : OwnFixtures.BROKEN) {
      told(strict, each.document().toString());
      PropertyRule rule = strict.fault().rule;
      broken.add(rule != null ? rule : ruleOfBase(each));
    }

    assertThat(MODEL.rules()).hasSizeGreaterThan(290);
    assertThat(MODEL.rules()).filteredOn(rule -> !broken.contains(rule)).isEmpty();
  }

  /** Of type and context, which are looked at before the rules of a type are known. */
  private static PropertyRule ruleOfBase(OwnFixtures.Broken broken) {
    TypeRules type = MODEL.scope().find(broken.base().split(" ")[0]);
    return type.rule(MODEL.name(broken.changed().substring(1)), null);
  }

  @Test
  void everyRuleIsKeptByADocument() {
    Set<PropertyRule> kept = new HashSet<>();
    OwnFixtures.GOOD.forEach(
        (name, text) ->
            addRules(OwnFixtures.json(text), MODEL.scope().find(name.split(" ")[0]), kept));

    assertThat(MODEL.rules()).filteredOn(rule -> !kept.contains(rule)).isEmpty();
  }

  private static void addRules(JsonNode object, TypeRules type, Set<PropertyRule> kept) {
    String action = object.path("action").asText(null);
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      PropertyRule rule = type.rule(MODEL.name(property.getKey()), action);
      kept.add(rule);
      JsonNode value = property.getValue();
      if (rule.kind == PropertyKind.PART || rule.kind == PropertyKind.PARTS) {
        elements(value)
            .forEach(part -> addRules(part, MODEL.scope().find(rule.types.get(0)), kept));
      } else if (rule.kind.ofTypes()) {
        elements(value).forEach(entity -> addEntity(entity, kept));
      }
    }
  }

  private static Iterable<JsonNode> elements(JsonNode value) {
    return value.isArray() ? value : List.of(value);
  }

  private static void addEntity(JsonNode entity, Set<PropertyRule> kept) {
    if (entity.isObject()) {
      addRules(entity, MODEL.scope().find(entity.path("type").asText()), kept);
    }
  }

  private static String told(CaliperJudge judge, String document) {
    List<ItemVerdict> verdicts = new ArrayList<>();
    judge.judge(document.getBytes(UTF_8), verdicts::add);
    ItemVerdict only = verdicts.get(0);
    assertThat(verdicts).hasSize(1);
    if (!only.isGood()) {
      assertThat(only.sentence()).matches("[\\p{L}@_][^\\n]*\\.").doesNotContain("NoSuch");
      return only.reason() + " " + only.pointer();
    }

    return only.warnings().isEmpty() ? "good" : "warning";
  }
}
