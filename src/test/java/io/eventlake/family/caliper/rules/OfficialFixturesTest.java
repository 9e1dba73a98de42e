package io.eventlake.family.caliper.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventlake.family.ItemVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Fixtures of 1EdTech's, whose licence keeps them out of this project: where there is a folder of
 * them ({@code -Deventlake.caliper.fixtures=DIR}) with {@code verdicts.tsv}, each is judged as it
 * says, alone and in an envelope.
 */
class OfficialFixturesTest {

  private static final int[] INDEXES = {0, 1, 99};
  private static final String NEIGHBOUR =
      "{\"@context\":\"http://purl.imsglobal.org/ctx/caliper/v1p2\","
          + "\"id\":\"https://example.org/p\",\"type\":\"Person\"}";

  private final CaliperJudge judge =
      new CaliperJudge(CaliperModel.of(CaliperModel.EXTENSIONS), Strictness.STRICT, true);

  private Path folder;

  @BeforeEach
  void findThem() {
    folder =
        Path.of(
            System.getProperty(
                "eventlake.caliper.fixtures",
                Path.of(System.getProperty("basedir", "."), "../shared/cases/caliper").toString()));
    assumeTrue(Files.isRegularFile(folder.resolve("verdicts.tsv")), "no fixtures in " + folder);
  }

  @Test
  void eachIsJudgedAsTheyAreMeant() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = Files.readAllLines(folder.resolve("verdicts.tsv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      String text = Files.readString(folder.resolve(cells[0]));
      boolean whole = cells[6].equals("Envelope") || cells[0].contains("EndpointConfig");
      compare(cells, "", verdicts(text), wrong);
      for (int index : whole ? new int[0] : INDEXES) {
        List<ItemVerdict> verdicts = verdicts(envelope(text, index));
        boolean apart = verdicts.size() > 1;
        compare(
            cells,
            apart ? "/data/" + index : "",
            apart ? verdicts.subList(index, index + 1) : verdicts,
            wrong);
        for (int other = 0; other < verdicts.size() && apart; other++) {
          if (other != index && !verdicts.get(other).isGood()) {
            wrong.add(cells[0] + " spoils its neighbour " + other);
          }
        }
      }
    }

    assertThat(lines).hasSizeGreaterThan(200);
    assertThat(wrong).isEmpty();
  }

  private static void compare(
      String[] cells, String root, List<ItemVerdict> verdicts, List<String> wrong) {
    String expected = "good";
    if (cells[1].equals("bad")) {
      String pointer = cells[4].startsWith("/") ? root + cells[4] : "";
      expected = cells[3].replace(" (new)", "") + " " + pointer;
    }

    String found = "good";
    for (ItemVerdict verdict : verdicts) {
      if (!verdict.isGood()) {
        found = verdict.reason() + " " + verdict.pointer();
      }
    }

    if (!found.equals(expected)) {
      wrong.add(cells[0] + root + ": expected " + expected + ", found " + found);
    }
  }

  private static String envelope(String item, int index) {
    List<String> items = new ArrayList<>(Collections.nCopies(index + 2, NEIGHBOUR));
    items.set(index, item);
    return "{\"sensor\":\"https://example.org/s\",\"sendTime\":\"2026-01-31T09:30:00.000Z\","
        + "\"dataVersion\":\"http://purl.imsglobal.org/ctx/caliper/v1p2\",\"data\":["
        + String.join(",", items)
        + "]}";
  }

  private List<ItemVerdict> verdicts(String record) {
    List<ItemVerdict> verdicts = new ArrayList<>();
    judge.judge(record.getBytes(UTF_8), verdicts::add);
    return verdicts;
  }
}
