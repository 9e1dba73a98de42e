package io.eventlake.family.caliper;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.RowFiles;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.table.TableName;
import io.eventlake.testing.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The history of entities: a function of the describes that came, in whatever order. */
class EntitiesTest {

  private static final String SITE = "https://lms.example.org/";
  private static final String HISTORY =
      "SELECT entity_id, entity_type, name, CAST(valid_from AS varchar), CAST(valid_to AS varchar),"
          + " is_current FROM silver.entities ORDER BY entity_id, valid_from";

  @TempDir private Path warehouse;

  @Test
  void versionsOfOneEntity() throws IOException {
    write(
        Decoded.keeping(),
        sent("08:00", document("a", "One", "\"dateModified\":\"2026-09-01T08:00:00.000Z\"")),
        sent("08:01", document("a", "Two", "\"dateModified\":\"2026-09-03T08:00:00.000Z\"")),
        // Late, between them; and a repeat of it, written otherwise.
        sent("08:02", document("a", "Two", "\"dateModified\":\"2026-09-02T08:00:00.000Z\"")),
        sent(
            "08:03",
            "{\"dateModified\":\"2026-09-02T09:00:00.000Z\",\"name\":\"Two\",\"description\":null,"
                + "\"type\":\"Document\", \"id\":\""
                + SITE
                + "a\"}"),
        // The same time, sent later.
        sent("08:04", document("b", "Old", "\"dateCreated\":\"2026-09-01T08:00:00.000Z\"")),
        sent("08:05", document("b", "New", "\"dateCreated\":\"2026-09-01T08:00:00.000Z\"")),
        // Its clock is ahead: the sending counts.
        sent("08:06", document("c", "Ahead", "\"dateModified\":\"2038-01-01T00:00:00.000Z\"")),
        sent("08:07", document("c", "Now", "").replace("Document", "Page")),
        sent("08:08", "{\"id\":\"_:b1\",\"type\":\"Page\",\"name\":\"Blank\"}"),
        sent("08:08", "{\"id\":\"http://purl.imsglobal.org/caliper/Person\",\"type\":\"Person\"}"));

    assertThat(select(HISTORY))
        .containsExactly(
            SITE + "a Document One 2026-09-01 08:00:00.000000 2026-09-02 08:00:00.000000 false",
            SITE + "a Document Two 2026-09-02 08:00:00.000000 null true",
            SITE + "b Document New 2026-09-01 08:00:00.000000 null true",
            SITE + "c Document Ahead 2026-09-14 08:06:00.000000 2026-09-14 08:07:00.000000 false",
            SITE + "c Page Now 2026-09-14 08:07:00.000000 null true");
    assertThat(audit())
        .containsExactlyInAnyOrder(
            "5a "
                + "describes of bronze.events = versions of silver.entities + repeats + overtaken at"
                + " their time 8 8",
            "5b overlapping validities in silver.entities = 0 0 0",
            "5c gaps in the histories of silver.entities = 0 0 0");
  }

  @Test
  void whatIsShownOfAnEntity() throws IOException {
    String member = "{\"id\":\"" + SITE + "users/ann77\",\"type\":\"Person\",\"name\":\"Ann\"}";
    write(
        Decoded.pseudonyms(),
        sent("08:00", member),
        sent(
            "08:00",
            "{\"id\":\""
                + SITE
                + "m/1\",\"type\":\"Membership\",\"member\":"
                + member
                + ",\"organization\":\""
                + SITE
                + "section/1\",\"roles\":[\"Learner\",\"Mentor\"],\"status\":\"Active\"}"),
        sent(
            "08:00",
            "{\"id\":\""
                + SITE
                + "section/1\",\"type\":\"CourseSection\",\"name\":\"Section 1\","
                + "\"subOrganizationOf\":{\"id\":\""
                + SITE
                + "course/1\",\"type\":\"CourseOffering\"}}"));

    assertThat(
            select(
                "SELECT entity_type, name, part_of_id, organization_id, array_join(roles, '+'),"
                    + " status, length(content_hash) FROM silver.entities ORDER BY 1"))
        .containsExactly(
            "CourseSection Section 1 " + SITE + "course/1 null null null 64",
            "Membership null null " + SITE + "section/1 Learner+Mentor Active 64",
            "Person null null null null null 64");
    assertThat(
            select(
                "SELECT COUNT(*), COUNT(DISTINCT member_id) FROM silver.entities AS m WHERE"
                    + " member_id IN (SELECT entity_id FROM silver.entities WHERE entity_type ="
                    + " 'Person' AND entity_id LIKE 'urn:hmac-sha256:%')"))
        .containsExactly("1 1");
    assertThat(select("SELECT attributes FROM silver.entities").toString())
        .contains("\"subOrganizationOf\"")
        .doesNotContain("ann77", "Ann");
  }

  /** A describe of a bronze row that lost what it tells is in no history: line 5 says so. */
  @Test
  void aDescribeThatIsInNoHistory() throws IOException {
    GenericRowData broken =
        (GenericRowData)
            Decoded.of(Decoded.keeping(), sent("08:00", document("a", "One", "")))
                .bronzeRows
                .get(0);
    broken.setField(CaliperTables.rowType(TableName.BRONZE_EVENTS).getFieldIndex("entity"), null);
    append(List.of(broken));

    assertThat(audit()).anyMatch(line -> line.startsWith("5a") && line.endsWith(" 1 0"));
  }

  /** Versions that overlap, or leave a gap, as a view of that name could that is not this one. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "valid_to + INTERVAL '1' HOUR | 5b | 1",
        "NULLIF(valid_to, valid_to) | 5b | 1",
        "valid_to - INTERVAL '1' HOUR | 5c | 1",
        "COALESCE(valid_to, valid_from + INTERVAL '1' HOUR) | 5c | 2"
      })
  void historiesThatOverlapOrHaveGaps(String validTo, String line, int many) throws IOException {
    write(
        Decoded.keeping(),
        sent("08:00", document("a", "One", "")),
        sent("12:00", document("a", "Two", "")),
        sent("09:00", document("b", "One", "")));
    String damaged =
        "FROM (SELECT entity_id, content_hash, valid_from, "
            + validTo
            + " AS valid_to FROM silver.entities)";

    List<String> lines = audit(damaged);

    assertThat(audit()).allMatch(each -> each.matches(".* (\\d+) \\1"));
    assertThat(lines.stream().filter(each -> each.endsWith(" " + many + " 0")))
        .singleElement()
        .asString()
        .startsWith(line);
  }

  /** Split, merged, shuffled and repeated envelopes give the rows that a plain oracle gives. */
  @Test
  void orderRepetitionAndEnvelopesChangeNothing() throws IOException {
    Random random = new Random(Seed.of(EntitiesTest.class, 20_261_130));
    List<String> records = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int trial = 0; trial < 60; trial++) {
      EntityHistory history = EntityHistory.drawn(random, SITE + "t" + trial + "/");
      records.addAll(history.envelopes(random));
      expected.addAll(history.rows());
    }

    Collections.shuffle(records, random);
    write(Decoded.keeping(), records.toArray(String[]::new));

    Collections.sort(expected);
    assertThat(select(HISTORY).stream().sorted().toList()).isEqualTo(expected);
    assertThat(audit())
        .hasSize(3)
        .allMatch(line -> line.matches(".* (\\d+) \\1"), "both sides are the same");
  }

  private static String document(String id, String name, String more) {
    return "{\"id\":\""
        + SITE
        + id
        + "\",\"type\":\"Document\",\"name\":\""
        + name
        + "\""
        + (more.isEmpty() ? "" : "," + more)
        + "}";
  }

  /** An envelope with items that are written without their context. */
  static String sent(String time, String... items) {
    String[] whole = new String[items.length];
    for (int i = 0; i < items.length; i++) {
      whole[i] = "{\"@context\":\"" + Learning.CONTEXT + "\"," + items[i].substring(1);
    }

    return Learning.envelope(whole).replace("T08:16:00.000Z", "T" + time + ":00.000Z");
  }

  private void write(CaliperRules rules, String... records) throws IOException {
    Decoded decoded = Decoded.of(rules, records);
    assertThat(decoded.outcomes).allMatch(outcome -> outcome.startsWith("entity "));
    append(decoded.bronzeRows);
  }

  private void append(List<RowData> rows) throws IOException {
    try (LakeTables lake = new LakeTables(catalog())) {
      lake.apply();
      Table bronze = lake.load(TableName.BRONZE_EVENTS);
      AppendFiles append = bronze.newAppend();
      for (DataFile file : RowFiles.write(bronze, rows.iterator())) {
        append.appendFile(file);
      }
      append.commit();
    }
  }

  private List<String> audit() throws IOException {
    return audit("FROM silver.entities");
  }

  /**
   * The lines of the balance sheet.
   *
   * @param entities from where it takes the histories
   */
  private List<String> audit(String entities) throws IOException {
    String sql =
        SqlResource.read("audit/caliper/5-entities.sql").replace("FROM silver.entities", entities);
    return select(sql).stream()
        .map(line -> line.replaceFirst("^null ", "").replaceFirst(" 0$", ""))
        .toList();
  }

  private List<String> select(String statement) throws IOException {
    try (LakeEngine engine = LakeEngine.over(catalog())) {
      return engine.run(statement).all().stream()
          .map(row -> String.join(" ", row.values().stream().map(String::valueOf).toList()))
          .toList();
    }
  }

  private LakeCatalog catalog() {
    return new LakeCatalog(
        JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString())), CaliperTables.set());
  }
}
