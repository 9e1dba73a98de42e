package io.eventlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTestCommandTest {

  private static final String PERSON =
      "{\"@context\":\"http://purl.imsglobal.org/ctx/caliper/v1p2\","
          + "\"id\":\"https://example.org/p/1\",\"type\":\"Person\"}";
  private static final String SCORE =
      PERSON.replace("\"Person\"", "\"Score\",\"maxScore\":15,\"name\":\"secret\"");
  private static final String ENVELOPE =
      "{\"sensor\":\"s:1\",\"sendTime\":\"2026-09-14T08:16:00.000Z\",\"dataVersion\":"
          + "\"http://purl.imsglobal.org/ctx/caliper/v1p2\",\"data\":[";

  @TempDir private Path directory;

  private String out;
  private String err;

  @Test
  void everyDocumentOfAFolderHasItsVerdict() throws IOException {
    write("b.json", SCORE);
    write("a.json", PERSON.replace("{", "{\n "));
    write("sub/e.JSON", ENVELOPE + PERSON + "," + SCORE + "," + SCORE + "]}");
    write("verdicts.tsv", "no document");

    assertThat(test("--family", "caliper", "--format", "json")).isEqualTo(1);
    assertThat(out)
        .isEqualTo(
            "[\n"
                + "{\"file\":\"a.json\",\"verdict\":\"good\",\"reason\":null,\"pointer\":null},\n"
                + "{\"file\":\"b.json\",\"verdict\":\"bad\",\"reason\":\"WRONG_TYPE\",\"pointer\":\"/maxScore\"},\n"
                + "{\"file\":\"sub/e.JSON\",\"verdict\":\"bad\",\"reason\":\"WRONG_TYPE\","
                + "\"pointer\":\"/data/1/maxScore\"}\n"
                + "]\n");
    assertThat(err)
        .isEqualToNormalizingNewlines(
            "FAIL: 2 of 3 records are bad.\n"
                + "Items good 2, of them taken with a warning 0, bad 3; left out, for they are neither"
                + " .json nor .ndjson nor .jsonl: verdicts.tsv.\n");
    assertThat(test("--family", "caliper", "--rules", "strict")).isEqualTo(1);
    assertThat(out)
        .startsWith("FAIL: 2 of 3 records are bad.")
        .containsPattern("a\\.json +good\n")
        .containsPattern(
            "sub/e\\.JSON +bad +WRONG_TYPE +/data/1/maxScore +maxScore is not a decimal, written"
                + " with a point or an exponent such as 25\\.0\\. Of its items 2 are bad\\.\n")
        .doesNotContain("secret");
  }

  @Test
  void theIntakeTakesWithWarnings() throws IOException {
    write("b.json", SCORE);

    assertThat(test("--family", "caliper", "--rules", "intake")).isZero();
    assertThat(out)
        .startsWith("PASS: all 1 records are good.")
        .contains("Items good 1, of them taken with a warning 1, bad 0.")
        .containsPattern("b\\.json +good +Warning: maxScore is not a decimal");
  }

  @Test
  void linesAreRecords() throws IOException {
    write("a.ndjson", PERSON + "\n\n" + SCORE + "\n");
    write("b.json", PERSON + "\n" + ENVELOPE + PERSON + "]}\n");
    write("c.json", PERSON + "\n{\n");

    assertThat(test("--family", "caliper", "--format", "json")).isEqualTo(1);
    assertThat(out.lines().filter(line -> line.startsWith("{")).map(line -> line.split("\"")[3]))
        .containsExactly("a.ndjson:1", "a.ndjson:3", "b.json:1", "b.json:2", "c.json");
    assertThat(out)
        .contains("\"c.json\",\"verdict\":\"bad\",\"reason\":\"MALFORMED_JSON\",\"pointer\":\"\"");
  }

  @Test
  void anExtensionIsSwitchedOn() throws IOException {
    write(
        "event.json",
        "{\"id\":\"urn:uuid:6f1e1c5a-0d3b-4c52-9a76-000000000001\",\"type\":\"TimeSpentEvent\","
            + "\"profile\":\"TimebackProfile\",\"actor\":\"https://example.org/u/1\",\"action\":\"SpentTime\","
            + "\"object\":\"https://example.org/a/1\",\"eventTime\":\"2026-09-14T08:16:00.000Z\"}");

    assertThat(test("--family", "caliper", "--extensions", "timeback-1")).isZero();
    assertThat(test("--family", "caliper", "--set", "caliper.extensions=timeback-1")).isZero();
    assertThat(test("--family", "caliper")).isEqualTo(1);
    assertThat(test("--family", "caliper", "--set", "caliper.rules=intak")).isEqualTo(2);
    assertThat(err)
        .startsWith("caliper.rules = 'intak' is none of strict, intake, did you mean intake?");
    assertThat(test("--family", "caliper", "--set", "caliper.rule=intake")).isEqualTo(2);
    assertThat(test("--family", "caliper", "--extensions", "timeback")).isEqualTo(2);
    assertThat(err).startsWith("There is no extension timeback, did you mean timeback-1?");
  }

  /** The contract of any family that has a job. */
  @Test
  void otherFamiliesAreJudgedByTheirDecoder() throws IOException {
    write(
        "good.json",
        "{\"event_type\":\"page_view\",\"ts\":\"2026-01-31T09:30:00Z\",\"privacy\":{\"analytics\":true}}");
    write(
        "withheld.json",
        "{\"event_type\":\"page_view\",\"ts\":\"2026-01-31T09:30:00Z\",\"privacy\":{\"analytics\":false}}");
    assertThat(test()).isZero();

    write(
        "bad.json",
        "{\"event_type\":\"pageview\",\"ts\":\"2026-01-31T09:30:00Z\",\"privacy\":{\"analytics\":true}}");
    assertThat(test("--family", "web")).isEqualTo(1);
    assertThat(out).containsPattern("bad\\.json +bad +BAD_ENUM +/event_type");
    assertThat(test("--rules", "intake")).isEqualTo(2);
    assertThat(err).contains("--rules and --extensions are of the family caliper");
    assertThat(test("--family", "calliper")).isEqualTo(2);
    assertThat(err).startsWith("There is no family calliper, did you mean caliper?");
  }

  @Test
  void aFolderWithoutADocumentIsNoPass() throws IOException {
    write("note.txt", "nothing");

    assertThat(test("--family", "caliper")).isEqualTo(1);
    assertThat(out).startsWith("NOTHING TO JUDGE: there is no document in " + directory + ".");
    assertThat(test("--family", "caliper", "--format", "json")).isEqualTo(1);
    assertThat(out).isEqualTo("[]\n");
    assertThat(err).startsWith("NOTHING TO JUDGE");
  }

  @Test
  void whatIsTooLargeIsSaidAndNotRead() throws IOException {
    write("large.json", PERSON + " ".repeat(2_000));

    assertThat(test("--family", "caliper", "--set", "decode.max-record-bytes=1000")).isEqualTo(1);
    assertThat(out)
        .containsPattern(
            "large\\.json +bad +OVERSIZED +The record has more than the limit of 1000 bytes\\.");
  }

  @Test
  void aTableIsBounded() throws IOException {
    write("many.ndjson", (PERSON + "\n").repeat(50));

    assertThat(test("--family", "caliper", "--limit", "3")).isZero();
    assertThat(out).contains("PASS: all 50 records").contains("and 47 more: --limit N");
    assertThat(out.lines().filter(line -> line.startsWith("many"))).hasSize(3);
  }

  /**
   * A link may lead round in a circle; what a link to nothing stands for is not judged in silence.
   */
  @Test
  void linksWithinAFolderAreTold() throws IOException {
    write("sub/a.json", PERSON);
    Files.createSymbolicLink(directory.resolve("sub/loop"), directory);

    assertThat(test("--family", "caliper")).isZero();
    assertThat(out).contains("bad 0; left out, for they are links to folders: sub/loop.");

    Files.createSymbolicLink(directory.resolve("sub/b.json"), directory.resolve("nothing"));
    assertThat(test("--family", "caliper")).isEqualTo(2);
    assertThat(err).contains("sub/b.json cannot be read: it is a link to nothing, take it away");
  }

  @Test
  void aLinkToAFolderIsOne() throws IOException {
    write("a/b.json", PERSON);
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("a"));

    assertThat(run("contract", "test", "--family", "caliper", "--dir", link.toString())).isZero();
    assertThat(out).containsPattern("\nb\\.json +good");
  }

  @Test
  void aFolderMustBeOne() throws IOException {
    write("a.json", PERSON);

    assertThat(run("contract", "test", "--dir", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(err).contains(directory.resolve("none") + " does not exist");
    assertThat(run("contract", "test", "--dir", directory.resolve("a.json").toString()))
        .isEqualTo(2);
    assertThat(err).contains("a.json is no folder");
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, UTF_8);
  }

  private int test(String... arguments) {
    List<String> all = new ArrayList<>(List.of("contract", "test", "--dir", directory.toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(new String[0]));
  }

  private int run(String... arguments) {
    StringWriter written = new StringWriter();
    StringWriter errors = new StringWriter();
    int code = Main.run(new PrintWriter(written), new PrintWriter(errors), arguments);
    out = written.toString();
    err = errors.toString();
    return code;
  }
}
