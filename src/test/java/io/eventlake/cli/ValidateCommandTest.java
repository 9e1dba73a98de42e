package io.eventlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.contract.EventContract;
import io.eventlake.contract.RejectedExample;
import io.eventlake.job.FamilyCatalog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  private static final String RIGHT =
      "{\"event_type\":\"page_view\",\"ts\":\"2026-01-31T09:30:00Z\","
          + "\"privacy\":{\"analytics\":true}}";

  @TempDir private Path directory;

  private String out;
  private String err;

  @Test
  void goodEventsAreAPass() throws IOException {
    Path plain = write("events.ndjson", RIGHT, "", RIGHT.replace("true", "false"));

    assertThat(validate(plain.toString(), packed("more.ndjson.gz", RIGHT).toString())).isZero();
    assertThat(out)
        .isEqualToNormalizingNewlines(
            "PASS: all 3 events keep the contract.\n"
                + "Accepted 2, only counted for want of consent 1, rejected 0;"
                + " empty lines, which are skipped: 1.\n");
    assertThat(err).isEmpty();
  }

  /** No key of persons is asked for, and of an envelope each item is judged. */
  @Test
  void itemsOfCaliperAreJudgedOneByOne() throws IOException {
    List<RejectedExample> examples =
        EventContract.of(FamilyCatalog.judging("caliper", Map.of())).rejected().stream()
            .filter(example -> !example.text().isEmpty())
            .collect(Collectors.toList());
    Path file =
        write("events.ndjson", examples.stream().map(RejectedExample::text).toArray(String[]::new));

    assertThat(validate(file.toString(), "--family", "caliper")).isEqualTo(1);
    assertThat(out)
        .startsWith("FAIL: " + examples.size() + " of " + examples.size() + " events rejected.")
        .contains("/data/0/generated/scoreGiven", "WRONG_ENTITY", "BAD_DURATION");
    String good = examples.get(0).text().replace(",}", "}");
    assertThat(validate(write("good.ndjson", good).toString(), "--family", "caliper")).isZero();
  }

  /** As the dead letters of the same records. */
  @Test
  void everyReasonIsToldWithLinePointerAndSentence() throws IOException {
    List<RejectedExample> examples =
        EventContract.of("web").rejected().stream()
            .filter(example -> !example.text().isEmpty())
            .collect(Collectors.toList());
    Path file =
        write("events.ndjson", examples.stream().map(RejectedExample::text).toArray(String[]::new));

    assertThat(validate(file.toString(), "--set", "decode.user-ids=u-.*")).isEqualTo(1);
    assertThat(out)
        .startsWith("FAIL: " + examples.size() + " of " + examples.size() + " events rejected.");
    for (int i = 0; i < examples.size(); i++) {
      assertThat(out)
          .containsPattern(
              "events\\.ndjson +" + (i + 1) + "  " + examples.get(i).reason().name() + " ");
    }

    assertThat(out)
        .containsPattern("/ts +ts is missing\\.")
        .contains("user.user_id_hash is not of the form u-.*; send a hash.")
        .contains("/event_type: did you mean page_view?")
        .doesNotContain("anna", "4711", "12345", "pageview");
  }

  @Test
  void standardInputIsRead() throws IOException {
    assertThat(validateInput(RIGHT + "\n{}\n", "-")).isEqualTo(1);
    assertThat(out).contains("FAIL: 1 of 2 events rejected.").contains("-        2  MISSING_FIELD");

    assertThat(validateInput("", "-")).isEqualTo(1);
    assertThat(out)
        .isEqualToNormalizingNewlines("NOTHING TO JUDGE: there is no event in standard input.\n");
  }

  @Test
  void aDirectoryIsReadAsAJobWould() throws IOException {
    write("b.ndjson", RIGHT);
    write("a.jsonl", RIGHT);
    write("note.txt", "no event");

    assertThat(validate(directory.toString())).isZero();
    assertThat(out).startsWith("PASS: all 2 events");
    assertThat(err).contains("2 files").contains("left out: note.txt");
  }

  @Test
  void jsonIsALineForEachAndASummary() throws IOException {
    Path file = write("e.ndjson", RIGHT, "{\"evnt_type\":\"page_view\"}", RIGHT);

    assertThat(validate(file.toString(), "--format", "json")).isEqualTo(1);
    assertThat(out.lines())
        .containsExactly(
            "{\"kind\":\"rejected\",\"file\":\""
                + file
                + "\",\"line\":2,\"reason\":\"MISSING_FIELD\",\"pointer\":\"/event_type\","
                + "\"sentence\":\"event_type is missing.\",\"did_you_mean\":"
                + "[{\"pointer\":\"/evnt_type\",\"nearest\":[\"event_type\"]}]}",
            "{\"kind\":\"summary\",\"verdict\":\"FAIL\",\"events\":3,\"accepted\":2,"
                + "\"without_consent\":0,\"rejected\":1,\"reasons\":{\"MISSING_FIELD\":1},"
                + "\"empty_lines\":0,\"unknown_names\":{}}");
  }

  @Test
  void aTableIsBounded() throws IOException {
    Path file =
        write("e.ndjson", IntStream.range(0, 500).mapToObj(i -> "{}").toArray(String[]::new));

    assertThat(validate(file.toString(), "--limit", "3")).isEqualTo(1);
    assertThat(out.lines().filter(line -> line.contains("/event_type"))).hasSize(3);
    assertThat(out).contains("and 497 more: --limit N");
    assertThat(validate(file.toString(), "--format", "json")).isEqualTo(1);
    assertThat(out.lines()).hasSize(501);
  }

  @Test
  void namesThatAreNearlyTheContractsAreNoted() throws IOException {
    String misspelt = RIGHT.replace("{\"event", "{\"ctx\":{\"page_ulr\":\"secret\"},\"event");

    assertThat(validate(write("e.ndjson", misspelt, RIGHT).toString())).isZero();
    assertThat(out).contains("1  /ctx/page_ulr: did you mean page_url?").doesNotContain("secret");
  }

  @Test
  void anArrayIsToldHowToBeLines() throws IOException {
    Path file = write("events.json", "[" + RIGHT + "]");

    assertThat(validate(file.toString())).isEqualTo(1);
    assertThat(out).contains(file + " begins as a JSON array").contains("jq -c '.[]'");
  }

  @Test
  void whatCannotBeReadIsWrongUsage() throws IOException {
    Path good = write("e.ndjson", RIGHT);

    assertThat(validate(good.toString(), directory.resolve("none").toString())).isEqualTo(2);
    assertThat(out).as("half a verdict is none").isEmpty();
    assertThat(err).startsWith("The file " + directory.resolve("none") + " does not exist");
    assertThat(validate("-", "-")).isEqualTo(2);
    assertThat(err).startsWith("Standard input can be read once only");
    assertThat(validate(good.toString(), "--family", "webb")).isEqualTo(2);
    assertThat(err).startsWith("There is no family webb, did you mean web? The families are web");
    assertThat(validate(good.toString(), "--limit", "-1")).isEqualTo(2);
    assertThat(validate(good.toString(), "--set", "decode.max-record-byte=1")).isEqualTo(2);
    assertThat(err).contains("did you mean decode.max-record-bytes?");
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines), UTF_8);
  }

  private Path packed(String name, String line) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(file))) {
      bytes.write(line.getBytes(UTF_8));
    }

    return file;
  }

  private int validateInput(String text, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(UTF_8)));
    try {
      return validate(arguments);
    } finally {
      System.setIn(before);
    }
  }

  private int validate(String... arguments) {
    StringWriter written = new StringWriter();
    StringWriter errors = new StringWriter();
    List<String> all = new ArrayList<>(List.of("validate"));
    all.addAll(List.of(arguments));
    int code =
        Main.run(new PrintWriter(written), new PrintWriter(errors), all.toArray(new String[0]));
    out = written.toString();
    err = errors.toString();
    return code;
  }
}
