package io.eventlake.family.caliper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eventlake.event.RawRecord;
import io.eventlake.family.caliper.generate.CaliperGenerator;
import io.eventlake.family.caliper.generate.CaliperQuirk;
import io.eventlake.family.caliper.generate.CaliperRecord;
import io.eventlake.family.caliper.generate.CaliperTraffic;
import io.eventlake.family.caliper.persons.Pseudonyms;
import io.eventlake.family.caliper.rules.Strictness;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Looks through every value of every table for the persons of what was sent. */
class NobodyInTablesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final List<String> TABLES =
      List.of(
          "bronze.events",
          "bronze.dead_letters",
          "silver.events",
          "silver.sessions",
          "gold.facts",
          "gold.outcomes",
          "gold.learning_days");

  private static final CaliperRules RULES =
      Decoded.pseudonyms().judging(Strictness.INTAKE, List.of("timeback-1"), false);

  /** Ids, names and addresses as the generator makes them. */
  private static final Pattern PERSONS =
      Pattern.compile(
          "campus\\.example(/|%2f)people|\\bu1\\d{5}\\b|[a-z0-9]+@campus|"
              + "\\b(ada|chinua|emmy|ibn|maryam|srinivasa) 1\\d{5}",
          Pattern.CASE_INSENSITIVE);

  private static final long ARRIVAL = Instant.parse("2026-01-08T00:00:00Z").toEpochMilli();

  /** Good items and bad ones, broken envelopes, and persons where no rule has them. */
  @Test
  void generatedTrafficLeavesNobody() throws Exception {
    CaliperTraffic traffic =
        CaliperTraffic.events(4_000)
            .seed(20_261_201)
            .share(CaliperQuirk.MALFORMED, 0.2)
            .share(CaliperQuirk.BROKEN_ENVELOPE, 0.05);
    List<RawRecord> records = new ArrayList<>();
    new CaliperGenerator(traffic)
        .forEachRemaining(
            record -> {
              records.add(raw(record.json(), records.size()));
              records.add(raw(told(record), records.size()));
            });

    LearnedTables tables = LearnedTables.of(RULES, records);

    for (String table : TABLES) {
      List<Map<String, Object>> rows = tables.rows(table);
      assertThat(rows).as(table).isNotEmpty();
      for (Map<String, Object> row : rows) {
        row.forEach((column, value) -> assertNobody(table + "." + column, value, row));
      }
    }

    assertThat(tables.rows("gold.facts").toString()).contains(Pseudonyms.PREFIX);
  }

  private static void assertNobody(String where, Object value, Map<String, Object> row) {
    boolean letter = where.equals("bronze.dead_letters.payload") && value != null;
    String text =
        letter ? new String(HexFormat.of().parseHex((String) value), UTF_8) : String.valueOf(value);
    assertThat(letter && !text.startsWith("{")).as("%s: %s", where, text).isFalse();
    if (PERSONS.matcher(text).find()) {
      throw new AssertionError(where + " names a person: " + text + " in " + row);
    }
  }

  private static RawRecord raw(byte[] record, int number) {
    return new RawRecord(record, "shard-1", Integer.toString(number + 1), 0, ARRIVAL, true);
  }

  /** The same envelope, whose items tell of who acts in other places, too. */
  private static byte[] told(CaliperRecord record) {
    try {
      JsonNode envelope = JSON.readTree(record.json());
      for (JsonNode item : envelope.path("data")) {
        JsonNode actor = item.path("actor");
        String person = actor.path("id").asText(actor.asText());
        if (person.startsWith("https://campus.example/people/")) {
          tell((ObjectNode) item, person);
        }
      }

      if (envelope.path("data").path(0).path("actor").path("id").isTextual()) {
        String person = envelope.path("data").path(0).path("actor").path("id").asText();
        ((ObjectNode) envelope).put("sensor", "https://sensors.example/of?user=" + person);
      }
      return JSON.writeValueAsBytes(envelope);
    } catch (IOException e) {
      // Of a broken envelope, which tells nothing more.
      return record.json();
    }
  }

  private static void tell(ObjectNode item, String person) {
    String part = person.substring(person.lastIndexOf('/') + 1);
    String encoded = URLEncoder.encode(person, UTF_8);
    ObjectNode extensions = item.putObject("extensions");
    extensions.put("by", "sent by " + person + ", or " + person.toUpperCase(Locale.ROOT));
    extensions.put("at", "https://x.example/?back=" + encoded.toLowerCase(Locale.ROOT));
    extensions.putObject("of").put(person, "https://x.example/u/" + part + "/in");
    String name = item.path("actor").path("name").asText("");
    if (item.path("object") instanceof ObjectNode object) {
      object.put(
          "description", "for " + name.toUpperCase(Locale.ROOT) + ", " + part + "@campus.example");
      if (object.path("type").asText().equals("TimebackActivityContext")) {
        // What facts are of where nothing else is told.
        object.put("id", person);
        object.remove("activity");
        object.putObject("course").put("id", person + "/course");
        object.putObject("app").put("name", name.isEmpty() ? person : name);
        object.put("subject", person);
      } else if (item.path("type").asText().equals("GradeEvent")) {
        object.put("assignable", person + "/work");
      }
    }
  }

  /** Names and ids in capital and small letters; a name in other letters only as a word. */
  @Test
  void personsInOtherLetters() {
    String view =
        Learning.view(1)
            .replace(
                "\"Week 3\"",
                "\"ANN LEE'S, ann lee's, Ann Lees, ANN LEES; HTTPS://LMS.example.org/users/Ann77;"
                    + " https%3a%2f%2flms.example.org%2fusers%2fann77, https://x.org/?u=ANN77\"");
    Decoded decoded = Decoded.of(Decoded.pseudonyms(), Learning.envelope(view));
    String ann = new Pseudonyms(Decoded.KEY).of("https://lms.example.org/users/ann77");

    assertThat(decoded.silver.get(0))
        .containsEntry(
            "object_name",
            "(person)'S, (person)'s, (person)s, ANN LEES; $; $, https://x.org/?u=$"
                .replace("$", ann));
    String letter = Learning.envelope(view.replace("\"Viewed\"", "\"Looked\""));
    assertThat(Decoded.of(Decoded.pseudonyms(), letter).everything())
        .contains("(person)'S, (person)'s")
        .doesNotContainIgnoringCase("ann77");
  }

  /** Of two ids that differ in capital letters alone each has its own pseudonym in texts, too. */
  @Test
  void idsThatDifferInCapitalLetters() {
    Pseudonyms pseudonyms = new Pseudonyms(Decoded.KEY);
    String view =
        Learning.view(1)
            .replace(
                "\"name\":\"Week 3\"",
                "\"creators\":[\"https://x.org/u/aB1\",\"https://x.org/u/Ab1\"],"
                    + "\"description\":\"by https://x.org/u/Ab1, https://x.org/u/aB1\"");

    assertThat(Decoded.of(Decoded.pseudonyms(), Learning.envelope(view)).everything())
        .contains(
            "by "
                + pseudonyms.of("https://x.org/u/Ab1")
                + ", "
                + pseudonyms.of("https://x.org/u/aB1"));
  }

  /** A site that is only mentioned where an agent may be has pages that are nobody's. */
  @Test
  void aSiteIsNoPartOfItsPages() {
    String site = "https://lms.example.org";
    String pseudonym = new Pseudonyms(Decoded.KEY).of(site);
    String view =
        Learning.view(1).replace("\"name\":\"Week 3\"", "\"creators\":[\"" + site + "\"]");
    Decoded mentioned = Decoded.of(Decoded.pseudonyms(), Learning.envelope(view));
    Decoded told =
        Decoded.of(
            Decoded.pseudonyms(),
            Learning.envelope(
                view.replace("\"" + site + "\"", "{\"id\":\"" + site + "\",\"type\":\"Person\"}")));

    assertThat(mentioned.bronze.get(0).get("person_ids").toString()).contains(pseudonym);
    assertThat(mentioned.silver.get(0).get("object_id").toString()).startsWith(site + "/");
    assertThat(told.silver.get(0).get("object_id").toString()).startsWith(pseudonym + "/");
    assertThat(told.everything()).doesNotContain(site);
  }
}
