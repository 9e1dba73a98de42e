package io.eventlake.family.caliper.rules;

import static io.eventlake.family.caliper.rules.Judged.V1P1;
import static io.eventlake.family.caliper.rules.Judged.V1P2;
import static io.eventlake.family.caliper.rules.Judged.envelope;
import static io.eventlake.family.caliper.rules.Judged.envelopeOf;
import static io.eventlake.family.caliper.rules.Judged.good;
import static io.eventlake.family.caliper.rules.Judged.intake;
import static io.eventlake.family.caliper.rules.Judged.strict;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.family.ItemVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of records: envelopes, their items, versions, extensions. */
class RecordsTest {

  private static final String EVENT = good("ViewEvent");
  private static final String PERSON = good("Person");

  @Test
  void itemsOfAnyMixAreJudgedEachByItself() {
    String wrongAction =
        good("MediaEvent").replaceFirst("\"action\":\"\\w+\"", "\"action\":\"Viewed\"");
    String record = envelope(PERSON, EVENT, EVENT, wrongAction, good("NavigationEvent"), "5");

    assertThat(strict(record))
        .containsExactly(
            "good", "good", "good", "BAD_ENUM /data/3/action", "good", "WRONG_TYPE /data/5");
    assertThat(intake(record)).isEqualTo(strict(record));
  }

  @Test
  void aRecordWhoseItemsCannotBeAddressedIsRejectedAsAWhole() {
    String whole = envelope(EVENT);
    assertThat(strict("{\"data\":[" + EVENT + "]}")).containsExactly("MISSING_FIELD /sensor");
    assertThat(strict(envelope())).containsExactly("MISSING_FIELD /data/0");
    assertThat(strict(whole.replaceFirst("\\[.*", "{}}"))).containsExactly("WRONG_TYPE /data");
    assertThat(strict(envelopeOf("http://purl.imsglobal.org/ctx/caliper/v9", EVENT)))
        .containsExactly("BAD_VERSION /dataVersion");
    assertThat(strict(whole.replaceFirst("\\{", "{\"data\":[],")))
        .containsExactly("MISSING_FIELD /data/0");
    assertThat(strict(whole.replaceFirst("\\{", "{\"sensor\":\"a\",")))
        .containsExactly("MALFORMED_JSON /sensor");
    assertThat(strict(whole + "{}")).containsExactly("MALFORMED_JSON ");
    assertThat(strict(whole.substring(5))).containsExactly("MALFORMED_JSON ");
    assertThat(strict("")).containsExactly("MALFORMED_JSON ");
    assertThat(strict("[" + EVENT + "]")).containsExactly("MALFORMED_JSON ");
    assertThat(strict("[".repeat(100_000))).containsExactly("TOO_DEEP ");
    assertThat(strict(envelope(EVENT, "{\"extensions\":".repeat(63)))).containsExactly("TOO_DEEP ");
    assertThat(Judged.of(Judged.judge(Strictness.STRICT, true), new byte[] {'{', (byte) 0xFF}))
        .containsExactly("INVALID_ENCODING ");
  }

  @Test
  void anItemWithoutEnvelopeIsARecordOnlyWhereThatIsAllowed() {
    assertThat(strict(EVENT)).containsExactly("good");
    assertThat(strict("{}")).containsExactly("MISSING_FIELD /type");
    assertThat(Judged.of(Judged.judge(Strictness.INTAKE, false), EVENT.getBytes(UTF_8)))
        .containsExactly("MISSING_FIELD /data");
    assertThat(Judged.of(Judged.judge(Strictness.STRICT, false), EVENT.getBytes(UTF_8)))
        .containsExactly("MISSING_FIELD /data");
  }

  @Test
  void anEnvelopeHasNoOtherProperties() {
    String more = envelope(EVENT).replaceFirst("\\{", "{\"batch\":1,");

    assertThat(strict(more)).containsExactly("BAD_ENUM /batch");
    assertThat(intake(more)).containsExactly("good, 1 warnings");
  }

  @Test
  void versionsAreNotMixedWhereTheKitCounts() {
    String old = EVENT.replace(V1P2, V1P1);
    assertThat(
            strict(envelopeOf(V1P1, old, PERSON.replace(V1P2, V1P1 + "/SearchProfile-extension"))))
        .containsExactly("good", "good");
    assertThat(strict(old)).containsExactly("good");
    assertThat(strict(envelope(old, EVENT)))
        .containsExactly("BAD_VERSION /data/0/@context", "good");
    assertThat(intake(envelope(old, EVENT))).containsExactly("good, 1 warnings", "good");
    assertThat(strict("{\"@context\":\"" + V1P2 + "\",\"@id\":\"a:b\",\"@type\":\"Person\"}"))
        .containsExactly("BAD_VERSION /@type");
    assertThat(strict(EVENT.replace(V1P2, "http://purl.imsglobal.org/ctx/caliper/v1/Context")))
        .containsExactly("BAD_VERSION /@context");
    assertThat(strict(EVENT.replace(V1P2, V1P1 + "/a/Profile-extension")))
        .containsExactly("BAD_VERSION /@context");
  }

  @Test
  void aContextIsNamedLastOrWrittenInline() {
    String quoted = '"' + V1P2 + '"';
    assertThat(strict(EVENT.replace(quoted, "[{\"a\":\"b:c\"}," + quoted + "]")))
        .containsExactly("good");
    assertThat(intake(EVENT.replace(quoted, "[" + quoted + ",\"http://example.org/\"]")))
        .containsExactly("BAD_VERSION /@context");
    assertThat(intake(EVENT.replace(quoted, "[]"))).containsExactly("BAD_VERSION /@context");
    assertThat(intake(EVENT.replace(quoted, "{}"))).containsExactly("good, 1 warnings");
    assertThat(strict(EVENT.replace(quoted, "{\"id\":\"@id\"}")))
        .containsExactly("good, 1 warnings");
  }

  /** An autograder's integers. */
  @Test
  void integersForDecimalsAreTakenWithAWarning() {
    String graded =
        envelope(
            "{\"@context\":\""
                + V1P2
                + "\",\"id\":\"urn:uuid:6f1e1c5a-0d3b-4c52-9a76-000000000001\","
                + "\"type\":\"GradeEvent\",\"actor\":{\"id\":\"https://example.org/autograder\","
                + "\"type\":\"SoftwareApplication\"},\"action\":\"Graded\",\"object\":\"https://example.org/a/1\","
                + "\"eventTime\":\"2026-09-14T08:15:30.250Z\",\"generated\":{\"id\":\"_:s\",\"type\":\"Score\","
                + "\"scoreGiven\":10,\"maxScore\":15.0}}");

    assertThat(strict(graded)).containsExactly("WRONG_TYPE /data/0/generated/scoreGiven");
    assertThat(intake(graded)).containsExactly("good, 1 warnings");
    assertThat(strict(graded.replace("10,", "1e1,"))).containsExactly("good");
  }

  @Test
  void warningsSayWhatWasTolerated() {
    String sloppy =
        envelope(
                EVENT
                    .replaceFirst("\"id\":\"urn:uuid:", "\"id\":\"")
                    .replaceFirst(
                        "\\.250Z\"",
                        "+02:00\",\"profile\":\"SessionProfile\",\"x\":{},\"a@example.org\":1"))
            .replace("08:16:00.000Z", "08:16:00Z");
    List<String> warnings = new ArrayList<>();
    Judged.judge(Strictness.INTAKE, true)
        .judge(sloppy.getBytes(UTF_8), (ItemVerdict one) -> warnings.addAll(one.warnings()));

    assertThat(warnings)
        .containsExactly(
            "sendTime is not a date-time YYYY-MM-DDTHH:mm:ss.SSSZ.",
            "id is a UUID without urn:uuid: in front.",
            "eventTime is not a date-time YYYY-MM-DDTHH:mm:ss.SSSZ.",
            "x is no property of ViewEvent.",
            "(name) is no property of ViewEvent.",
            "profile has no events of type ViewEvent.");
  }

  @Test
  void whatIsGivenTwiceSaysNothing() {
    assertThat(strict(PERSON.replaceFirst("\\{", "{\"type\":\"Person\",")))
        .containsExactly("MALFORMED_JSON /type");
    assertThat(
            strict(
                envelope(
                    EVENT.replaceFirst(
                        "\"object\":",
                        "\"group\":{\"id\":\"a:b\",\"type\":\"Group\",\"n\\\\u0061me\":\"\",\"name\":\"\"},"
                            + "\"object\":"))))
        .containsExactly("MALFORMED_JSON /data/0/group/name");
  }

  @Test
  void emptyForAbsentIsTakenByTheIntakeOnly() {
    String empty = EVENT.replaceFirst("\\{", "{\"session\":{},\"group\":\"\",\"edApp\":null,");

    assertThat(strict(empty)).containsExactly("MISSING_FIELD /session/type");
    assertThat(intake(empty)).containsExactly("good, 3 warnings");
    assertThat(intake(EVENT.replaceFirst("\"actor\":\\{[^}]*}", "\"actor\":{}")))
        .containsExactly("MISSING_FIELD /actor");
  }

  /** Three hundred kinds of nonsense are told in twenty lines. */
  @Test
  void warningsAreBounded() {
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i < 300; i++) {
      many.append("\"x").append(i).append("\":1,");
    }

    assertThat(intake(PERSON.replaceFirst("\\{", many.toString())))
        .containsExactly("good, 21 warnings");
  }

  @Test
  void anEnvelopeOfAMebibyteIsJudgedItemByItem() {
    String large =
        EVENT.replaceFirst("\\{", "{\"extensions\":{\"note\":\"" + "n".repeat(900) + "\"},");
    List<String> items = new ArrayList<>(Collections.nCopies(699, large));
    items.add(large.replaceFirst("\"type\":\"ViewEvent\"", "\"type\":\"Viewevent\""));
    List<String> told = strict(envelope(items.toArray(new String[0])));

    assertThat(told).hasSize(700).endsWith("BAD_ENUM /data/699/type");
    assertThat(told.subList(0, 699)).containsOnly("good");
  }

  @Test
  void anExtensionIsUnknownUntilItIsSwitchedOn() {
    String event = good("ActivityEvent");
    CaliperJudge extended =
        new CaliperJudge(CaliperModel.of(List.of("timeback-1")), Strictness.STRICT, true);

    assertThat(strict(event)).containsExactly("BAD_ENUM /type");
    assertThat(Judged.of(extended, event.getBytes(UTF_8))).containsExactly("good");
    String withoutContext = event.replaceFirst("\"@context\":\"[^\"]*\",", "");
    assertThat(Judged.of(extended, withoutContext.getBytes(UTF_8))).containsExactly("good");
    String byType = withoutContext.replace("\"profile\":\"TimebackProfile\",", "");
    assertThat(Judged.of(extended, byType.getBytes(UTF_8))).containsExactly("good");
    String named = EVENT.replace("\"type\":\"ViewEvent\"", "\"type\":\"TimebackMetric\"");
    assertThat(Judged.of(extended, named.getBytes(UTF_8))).containsExactly("BAD_ENUM /type");
  }
}
