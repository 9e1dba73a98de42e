package io.eventlake.family.caliper;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.family.caliper.persons.Pseudonyms;
import io.eventlake.family.caliper.rules.Strictness;
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
