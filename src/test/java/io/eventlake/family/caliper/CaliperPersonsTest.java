package io.eventlake.family.caliper;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.event.EventEnvelope;
import io.eventlake.family.caliper.persons.Pseudonyms;
import io.eventlake.family.caliper.rules.Strictness;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.table.TableName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing of a person is in a row unless the option says so. */
class CaliperPersonsTest {

  private static final String ANN = "https://lms.example.org/users/ann77";

  /** A person at every kind of place. */
  private static final String TELLING =
      Learning.event(
          1,
          "MessageEvent",
          "Posted",
          "\"actor\":"
              + Learning.ann()
              + ",\"object\":{\"id\":\"https://lms.example.org/m/1?user=ann77&n=1\",\"type\":\"Message\","
              + "\"body\":\"Ann Lee here, write to ann.lee@example.org\",\"creators\":[\""
              + ANN
              + "\",\"mailto:bob@example.org\"],\"extensions\":{\"of\":\"https%3A%2F%2Flms.example.org%2Fusers%2Fann77\"}},"
              + "\"federatedSession\":{\"id\":\"https://lms.example.org/f/1\",\"type\":\"LtiSession\",\"messageParameters\":{\"lis_person\":\"Ann\"}},"
              + "\"edApp\":{\"id\":\"https://lms.example.org\",\"type\":\"SoftwareApplication\",\"ipAddress\":\"192.0.2.7\"},"
              + "\"session\":\"https://lms.example.org/s/ann77/2\"");

  private static final String[] WORDS = {
    "ann77", "Ann Lee", "ann.lee", "bob@", "192.0.2.7", "lis_person"
  };

  @Test
  void nobodyIsNamed() {
    Decoded decoded =
        Decoded.of(Decoded.pseudonyms(), Learning.envelope(TELLING, Learning.describe()));

    assertThat(decoded.outcomes).containsExactly("event MessageEvent", "entity Person");
    assertThat(decoded.everything()).doesNotContain(WORDS);
    Pseudonyms pseudonyms = new Pseudonyms(Decoded.KEY);
    assertThat(decoded.bronze.get(0).get("person_ids").toString())
        .contains(pseudonyms.of(ANN), pseudonyms.of("mailto:bob@example.org"));
    assertThat(decoded.bronze.get(1)).containsEntry("id", pseudonyms.of(ANN));
    assertThat(decoded.silver.get(0)).containsEntry("user_id_hash", pseudonyms.of(ANN));
  }

  @Test
  void whatIsNoPersonsStays() {
    Decoded decoded =
        Decoded.of(
            Decoded.pseudonyms(),
            Learning.envelope(
                Learning.view(1)
                    .replace("\"Week 3\"", "\"Week\\u0020\\\"3\\\"\",\"x\":[1.50,true,null,{}]")));

    assertThat(decoded.bronze.get(0).get("payload").toString())
        .contains(
            "\"name\":\"Week\\u0020\\\"3\\\"\",\"x\":[1.50,true,null,{}]",
            "2026-09-14T08:15:30.250Z");
  }

  /**
   * Wherever it stands among the properties, what is dropped leaves JSON, character by character.
   */
  @Test
  void whatIsDroppedLeavesTheRestAsItWasSent() {
    String ann = new Pseudonyms(Decoded.KEY).of(ANN);
    String view = Learning.view(1).replace(Learning.ann(), "$");
    Map<String, String> cases = new LinkedHashMap<>();
    cases.put(
        "{ \"name\" : \"Ann Lee\" , \"id\": \"" + ANN + "\",\"type\":\"Person\"}",
        "{ \"id\": \"" + ann + "\",\"type\":\"Person\"}");
    cases.put(
        "{\"email\":\"a\",\"name\":\"Ann Lee\",\"type\":\"Person\",\"id\":\"" + ANN + "\"}",
        "{\"type\":\"Person\",\"id\":\"" + ann + "\"}");
    cases.put(
        "{\"id\":\"" + ANN + "\",\"x\":{\"y\":[1]},\"type\":\"Person\",\"name\":\"Ann Lee\" }",
        "{\"id\":\"" + ann + "\",\"type\":\"Person\" }");
    cases.put(
        "{\"id\":\"" + ANN.replace("/", "\\/") + "\",\"type\":\"Person\"}",
        "{\"id\":\"" + ann + "\",\"type\":\"Person\"}");
    cases.forEach(
        (sent, known) ->
            assertThat(
                    Decoded.of(Decoded.pseudonyms(), Learning.envelope(view.replace("$", sent)))
                        .bronze
                        .get(0))
                .containsEntry("payload", view.replace("$", known)));
    String named =
        view.replace("$", Learning.ann())
            .replace("\"name\":\"Week 3\"", "\"ipAddress\":\"::1\",\"" + ANN + "\":{\"email\":1}");
    assertThat(
            Decoded.of(Decoded.pseudonyms(), Learning.envelope(named))
                .bronze
                .get(0)
                .get("payload")
                .toString())
        .contains("\"type\":\"Page\",\"" + ann + "\":{}}");
  }

  /** A step for each person and text would be ten milliards of looks at a mebibyte: it is not. */
  @Test
  @Timeout(60)
  void aThousandPersonsAreFoundInATenThousandTexts() {
    StringBuilder creators = new StringBuilder();
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      creators.append(i == 0 ? "" : ",").append('"').append(ANN).append("x").append(i).append('"');
      texts.append(i == 0 ? "" : ",").append("\"100% of a@b by ").append(ANN).append("x7\"");
    }

    String view =
        Learning.view(1)
            .replace("\"name\":\"Week 3\"", "\"creators\":[" + creators + "]")
            .replace("\"session\"", "\"extensions\":{\"of\":[" + texts + "]},\"session\"");
    Decoded decoded = Decoded.of(Decoded.pseudonyms(), Learning.envelope(view));

    assertThat(decoded.outcomes).containsExactly("event ViewEvent");
    assertThat(decoded.bronze.get(0).get("payload").toString())
        .contains("100% of a@b by " + new Pseudonyms(Decoded.KEY).of(ANN + "x7"))
        .doesNotContain("ann77");
  }

  /** Of an id that begins with another one nothing is left. */
  @Test
  void theLongestIdCounts() {
    String view =
        Learning.view(1)
            .replace(
                "\"name\":\"Week 3\"",
                "\"creators\":[\"https://x.org/u/1\",\"https://x.org/u/12\"],"
                    + "\"description\":\"by https://x.org/u/12 and https://x.org/u/1\"");
    Pseudonyms pseudonyms = new Pseudonyms(Decoded.KEY);

    assertThat(
            Decoded.of(Decoded.pseudonyms(), Learning.envelope(view)).bronze.get(0).get("payload"))
        .asString()
        .contains(
            "by "
                + pseudonyms.of("https://x.org/u/12")
                + " and "
                + pseudonyms.of("https://x.org/u/1")
                + "\"");
  }

  @Test
  void allIsKeptWhereTheOptionSaysSo() {
    Decoded decoded = Decoded.of(Decoded.keeping(), Learning.envelope(TELLING));

    assertThat(decoded.bronze.get(0)).containsEntry("payload", TELLING);
    assertThat(decoded.bronze.get(0))
        .containsEntry("person_ids", "[" + ANN + ", mailto:bob@example.org]");
  }

  @Test
  void lettersNameNobody() {
    String noPlace = TELLING.replace("\"Posted\"", "\"Ann Lee\"");
    String noTypes = TELLING.replace("\"Message\"", "\"Ann\"").replace("\"Person\"", "5");
    String noEnvelope =
        Learning.envelope(TELLING).replace("\"sensor\":", "\"Ann Lee\":\"ann77\",\"sensors\":");
    Decoded decoded =
        Decoded.of(
            Decoded.pseudonyms(), Learning.envelope(noPlace, noTypes), noEnvelope, "{" + TELLING);

    assertThat(decoded.outcomes).hasSize(4).noneMatch(outcome -> outcome.startsWith("event"));
    assertThat(decoded.everything()).doesNotContain(WORDS);
    assertThat(decoded.letters.get(0).get("payload").toString())
        .contains("\"type\":\"MessageEvent\"", "\"action\":\"***\"", "2026-09-14T08:15:30.250Z");
    assertThat(decoded.letters.get(3)).containsEntry("payload", null);
  }

  /** What lacks persons only can be decoded again, to the same rows. */
  @Test
  void aLetterWithoutPersonsIsWhole() {
    CaliperRules strict = Decoded.pseudonyms().judging(Strictness.STRICT, List.of(), false);
    String envelope = Learning.envelope(Learning.view(1).replace("08:15:30.250Z", "08:15:30Z"));
    Decoded rejected = Decoded.of(strict, envelope);

    assertThat(rejected.outcomes).containsExactly("BAD_TIMESTAMP /data/0/eventTime");
    assertThat(rejected.letters.get(0)).containsEntry("masked", false);
    Decoded again =
        Decoded.of(Decoded.pseudonyms(), rejected.letters.get(0).get("payload").toString());
    assertThat(again.silver).isEqualTo(Decoded.of(Decoded.pseudonyms(), envelope).silver);
  }

  /** Who switches an extension on too late has its events still: XP are no texts of nobody. */
  @Test
  void aLetterOfAnExtensionIsWholeBeforeItIsSwitchedOn() {
    String envelope =
        Learning.envelope(
            Learning.event(
                1,
                "ActivityEvent",
                "Completed",
                "\"actor\":{\"id\":\"https://tb.example/users/ann77\",\"type\":\"TimebackUser\",\"email\":\"ann@example.org\"},"
                    + "\"object\":{\"id\":\"https://tb.example/a/1\",\"type\":\"TimebackActivityContext\",\"subject\":\"Math\","
                    + "\"app\":{\"name\":\"Fractions, fast\"},\"activity\":{\"id\":\"lesson 7\",\"name\":\"Halves\"}},"
                    + "\"generated\":{\"id\":\"https://tb.example/m/1\",\"type\":\"TimebackActivityMetricsCollection\",\"attempt\":2,"
                    + "\"items\":[{\"type\":\"xpEarned\",\"value\":12.50},{\"type\":\"totalQuestions\",\"value\":4}]}"));
    Decoded rejected = Decoded.of(Decoded.pseudonyms(), envelope);

    assertThat(rejected.outcomes).containsExactly("BAD_ENUM /data/0/type");
    assertThat(rejected.letters.get(0)).containsEntry("masked", false);
    assertThat(rejected.everything()).doesNotContain("ann77", "ann@");
    CaliperRules on = Decoded.pseudonyms().judging(Strictness.INTAKE, List.of("timeback-1"), false);
    Decoded again = Decoded.of(on, rejected.letters.get(0).get("payload").toString());
    assertThat(again.outcomes).containsExactly("event ActivityEvent");
    assertThat(again.silver).isEqualTo(Decoded.of(on, envelope).silver);
    assertThat(again.silver.toString()).contains("lesson 7", "12.5");
  }

  /** Of what stands where only other names are known nothing stays. */
  @Test
  void namesThatAPartHasNotAreNoneOfItsTexts() {
    Decoded rejected =
        Decoded.of(
            Decoded.pseudonyms(),
            Learning.envelope(
                Learning.event(
                    1,
                    "Nonsense",
                    "Viewed",
                    "\"items\":[{\"type\":\"Unknown\",\"name\":\"Ann Lee\"}],\"course\":{\"title\":\"Ann Lee\"}")));

    assertThat(rejected.letters.get(0)).containsEntry("masked", true);
    assertThat(rejected.everything()).doesNotContain("Ann Lee");
  }

  @Test
  void ofWhoOptedOutNothingIsKept() {
    for (String out : List.of(ANN, new Pseudonyms(Decoded.KEY).of(ANN))) {
      CaliperRules rules = Decoded.pseudonyms().withoutPersons(() -> Set.of(out));
      String bad = TELLING.replace("\"Posted\"", "\"Viewed\"");
      Decoded decoded =
          Decoded.of(
              rules,
              Learning.envelope(
                  TELLING,
                  Learning.describe(),
                  bad,
                  Learning.view(2)
                      .replace(Learning.ann(), "\"https://lms.example.org/users/cy\"")));

      assertThat(decoded.outcomes)
          .containsExactly(
              "dropped MessageEvent",
              "dropped Person",
              "BAD_ENUM /data/2/action",
              "event ViewEvent");
      assertThat(decoded.letters.get(0))
          .containsEntry("payload", null)
          .containsEntry("masked", true);
    }
  }

  /**
   * Somebody may be called like a term: what the rules know stays, and a rebuild reads it again.
   */
  @Test
  void termsStayWhoeverIsCalledLikeThem() {
    StoredEvents stored = new CaliperFamily(Decoded.pseudonyms()).storedEvents();
    CaliperRules rules =
        Decoded.pseudonyms().judging(Strictness.INTAKE, List.of("timeback-1"), false);
    for (String name :
        List.of(
            "ViewEvent",
            "Viewed",
            "Page",
            "Person",
            "Learner",
            "Active",
            "http",
            "urn",
            "2026",
            Learning.CONTEXT,
            "2026-09-14T08:15:30.250Z",
            "PT5M",
            "xpEarned",
            "000")) {
      Decoded decoded = Decoded.of(rules, Learning.envelope(calledLike(name)));
      Decoded other = Decoded.of(rules, Learning.envelope(calledLike("Ann Lee")));

      assertThat(decoded.outcomes).as(name).containsExactly("event ViewEvent");
      assertThat(decoded.bronze.get(0).get("payload").toString())
          .as(name)
          .startsWith("{\"@context\":\"" + Learning.CONTEXT + "\",\"id\":\"urn:uuid:6F1E1C5A")
          .contains(
              "\"type\":\"ViewEvent\",\"action\":\"Viewed\"",
              "\"type\":\"Page\",\"duration\":\"PT5M\"",
              "\"roles\":[\"Learner\"],\"status\":\"Active\"",
              "\"items\":[{\"type\":\"xpEarned\"",
              "\"eventTime\":\"2026-09-14T08:15:30.250Z\"");
      for (String column :
          List.of("event_id", "id", "event_type", "action", "ts", "roles", "measures")) {
        assertThat(decoded.silver.get(0).get(column))
            .as(name + " " + column)
            .hasToString(String.valueOf(other.silver.get(0).get(column)));
      }

      EventEnvelope again = stored.ofBronze(decoded.bronzeRows.get(0));
      assertThat(Decoded.map(TableName.SILVER_EVENTS, again.silver))
          .as(name)
          .isEqualTo(decoded.silver.get(0));
    }
  }

  private static String calledLike(String name) {
    return Learning.view(1)
        .replace("Ann Lee", name)
        .replace("\"type\":\"Page\"", "\"type\":\"Page\",\"duration\":\"PT5M\"")
        .replace(
            "\"session\"",
            "\"membership\":{\"id\":\"https://lms.example.org/mb/1\",\"type\":\"Membership\","
                + "\"member\":\""
                + ANN
                + "\",\"organization\":\"https://lms.example.org/o/1\","
                + "\"roles\":[\"Learner\"],\"status\":\"Active\"},"
                + "\"generated\":{\"id\":\"https://lms.example.org/c/1\",\"type\":\"TimebackActivityMetricsCollection\",\"items\":[{\"type\":\"xpEarned\",\"value\":1.5}]},\"session\"");
  }

  /** The same of a letter, which is decoded again when the rules are others. */
  @Test
  void termsStayInLetters() {
    CaliperRules strict = Decoded.pseudonyms().judging(Strictness.STRICT, List.of(), false);
    for (String name : List.of("ViewEvent", "Viewed", "Page", "http", "urn", "2026", "type")) {
      String envelope =
          Learning.envelope(
              Learning.view(1).replace("Ann Lee", name).replace("08:15:30.250Z", "08:15:30Z"));
      Decoded rejected = Decoded.of(strict, envelope);

      assertThat(rejected.outcomes).as(name).containsExactly("BAD_TIMESTAMP /data/0/eventTime");
      Decoded again =
          Decoded.of(Decoded.pseudonyms(), rejected.letters.get(0).get("payload").toString());
      assertThat(again.silver)
          .as(name)
          .isNotEmpty()
          .isEqualTo(Decoded.of(Decoded.pseudonyms(), envelope).silver);
    }
  }

  /** Whichever item names the person, the sensor of none of them does. */
  @Test
  void aSensorNamesNobody() {
    String bob = Learning.view(2).replace("ann77", "bob").replace("ann.lee", "bob.ray");
    for (String sensor :
        List.of(
            ANN,
            ANN + "/phone",
            "urn:device:ann77",
            "https://x.org/?by=ann.lee@example.org",
            "mailto:ann.lee@example.org")) {
      String envelope =
          Learning.envelope(
                  Learning.view(1),
                  bob,
                  Learning.describe(),
                  Learning.view(3).replace("Viewed", "Vi"))
              .replace("https://lms.example.org/sensors/1", sensor);
      Decoded decoded = Decoded.of(Decoded.pseudonyms(), envelope);

      assertThat(decoded.outcomes)
          .as(sensor)
          .containsExactly(
              "event ViewEvent", "event ViewEvent", "entity Person", "BAD_ENUM /data/3/action");
      assertThat(decoded.everything()).as(sensor).doesNotContain("ann77", "ann.lee");
      assertThat(decoded.silver.get(1).get("sensor"))
          .isEqualTo(decoded.bronze.get(2).get("sensor"));
      EventEnvelope again =
          new CaliperFamily(Decoded.pseudonyms())
              .storedEvents()
              .ofBronze(decoded.bronzeRows.get(0));
      assertThat(Decoded.map(TableName.SILVER_EVENTS, again.silver))
          .isEqualTo(decoded.silver.get(0));
    }
  }

  /** The list knows an id at a place that no rule knows to be a person's. */
  @Test
  void whoOptedOutIsFoundInAnyText() {
    String bob = Learning.view(1).replace("ann77", "bob");
    List<String> told =
        List.of(
            bob.replace(
                "\"session\"", "\"extensions\":{\"by\":[{\"of\":\"" + ANN + "\"}]},\"session\""),
            bob.replace("\"session\"", "\"extensions\":{\"" + ANN + "\":1},\"session\""),
            bob.replace("Week 3", ANN.replace("/", "\\/")));
    for (String out : List.of(ANN, new Pseudonyms(Decoded.KEY).of(ANN))) {
      CaliperRules rules = Decoded.pseudonyms().withoutPersons(() -> Set.of(out));
      for (String item : told) {
        assertThat(Decoded.of(rules, Learning.envelope(item)).outcomes)
            .as(item)
            .containsExactly("dropped ViewEvent");
        Decoded bad = Decoded.of(rules, Learning.envelope(item.replace("Viewed", "Vi")));
        assertThat(bad.letters.get(0)).as(item).containsEntry("payload", null);
      }

      String sent = Learning.envelope(bob).replace("https://lms.example.org/sensors/1", ANN);
      assertThat(Decoded.of(rules, sent).outcomes).containsExactly("dropped ViewEvent");
      assertThat(Decoded.of(rules, Learning.envelope(bob)).outcomes)
          .containsExactly("event ViewEvent");
    }

    CaliperRules keeping = Decoded.keeping().withoutPersons(() -> Set.of(ANN));
    assertThat(Decoded.of(keeping, Learning.envelope(told.get(0))).outcomes)
        .containsExactly("dropped ViewEvent");
  }

  @Test
  void whatTheItemSaysToBeNoPersonStays() {
    String grader = "https://lms.example.org/autograder";
    String graded =
        Learning.event(
            1,
            "GradeEvent",
            "Graded",
            "\"actor\":{\"id\":\""
                + grader
                + "\",\"type\":\"SoftwareApplication\"},"
                + "\"object\":{\"id\":\"https://lms.example.org/at/1\",\"type\":\"Attempt\",\"assignee\":\""
                + ANN
                + "\"},"
                + "\"generated\":{\"id\":\"https://lms.example.org/sc/1\",\"type\":\"Score\",\"scoredBy\":\""
                + grader
                + "\",\"scoreGiven\":1.0}");
    Pseudonyms pseudonyms = new Pseudonyms(Decoded.KEY);
    Decoded decoded = Decoded.of(Decoded.pseudonyms(), Learning.envelope(graded));

    assertThat(decoded.outcomes).containsExactly("event GradeEvent");
    assertThat(decoded.silver.get(0))
        .containsEntry("scored_by_id", grader)
        .containsEntry("actor_id", grader)
        .containsEntry("user_id_hash", pseudonyms.of(ANN));
    assertThat(decoded.bronze.get(0))
        .containsEntry("person_ids", "[" + pseudonyms.of(ANN) + "]")
        .containsEntry("payload", graded.replace(ANN, pseudonyms.of(ANN)));
    Decoded letter =
        Decoded.of(Decoded.pseudonyms(), Learning.envelope(graded.replace("Graded", "Gr")));
    assertThat(letter.letters.get(0).get("payload").toString())
        .contains("\"scoredBy\":\"" + grader + "\"");

    String both =
        graded.replace(
            "\"assignee\":\"" + ANN + "\"",
            "\"assignee\":{\"id\":\"" + grader + "\",\"type\":\"Person\"}");
    assertThat(Decoded.of(Decoded.pseudonyms(), Learning.envelope(both)).everything())
        .doesNotContain(grader);
  }

  /** A learner is nobody where the item says that the actor is its application. */
  @Test
  void anApplicationLearnsNothing() {
    String app = "https://lms.example.org/app";
    String view =
        Learning.view(1)
            .replace(Learning.ann(), "\"" + app + "\"")
            .replace(
                "\"session\"",
                "\"edApp\":{\"id\":\"" + app + "\",\"type\":\"SoftwareApplication\"},\"session\"");
    for (CaliperRules rules : List.of(Decoded.pseudonyms(), Decoded.keeping())) {
      Decoded decoded = Decoded.of(rules, Learning.envelope(view));

      assertThat(decoded.silver.get(0))
          .containsEntry("user_id_hash", null)
          .containsEntry("actor_id", app);
      assertThat(decoded.bronze.get(0)).containsEntry("payload", view);
    }
  }

  /**
   * What travels to tasks, and so is in plans and savepoints, knows where the key lies, not the
   * key.
   */
  @Test
  void theKeyTravelsNowhere() throws IOException {
    CaliperDecoder decoder = new CaliperDecoder(Decoded.pseudonyms());
    Decoded decoded = Decoded.of(decoder, Learning.envelope(TELLING));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(decoder);
    }

    String key = new String(Decoded.KEY, UTF_8);
    assertThat(bytes.toString(ISO_8859_1)).doesNotContain(key);
    assertThat(decoded.everything()).doesNotContain(key);
  }

  @Test
  void aShortKeyIsNone() {
    assertThatThrownBy(() -> new Pseudonyms(new byte[15]))
        .hasMessage("The key of the pseudonyms has 15 bytes: give at least 16");
  }
}
