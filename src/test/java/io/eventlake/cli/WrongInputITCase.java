package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a newcomer gives, who takes one thing for another: a sentence that says what to do. */
class WrongInputITCase {

  @TempDir static Path directory;

  private String out;
  private String err;

  @BeforeAll
  static void writeLake() throws IOException {
    Files.createDirectories(directory.resolve("folder/events"));
    Files.createFile(directory.resolve("file"));
    try (LakeTables lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", directory + "/lake"))))) {
      lake.apply();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audit --config @/folder                        | 2 | The configuration file @/folder cannot be read: it is a directory
          tables apply --warehouse @/file                | 1 | The warehouse @/file cannot be created: it is no directory; name a directory
          tables register --warehouse @/folder           | 1 | There is no lake in @/folder; name another with --warehouse
          tables register --warehouse @/none             | 1 | There is no lake in @/none; name another with --warehouse
          run rebuild --set rebuild.from=today --set rebuild.to=today --set lake.warehouse=@/none | 1 | There is no lake in @/none
          run replay-dead-letters --where 1=1 --set lake.warehouse=@/none | 1 | There is no lake in @/none
          run clickstream --set source.type=files --set source.path=@/folder --set lake.warehouse=@/file | 2 | The lock of the run, @/file/state/clickstream.lock, cannot be written: the warehouse is no directory; name
          rewind --warehouse @/lake --to-savepoint @/none | 1 | The savepoint @/none is not there: name a directory that 'savepoint' or 'stop' has printed
          rewind --warehouse @/lake --to-savepoint @/folder | 1 | The savepoint @/folder is not there: name a directory that
          rewind --warehouse @/lake --to-savepoint @/file | 1 | The savepoint @/file is damaged: what it should begin with is not there
          savepoint --warehouse @/lake --path @/none --name x | 1 | The savepoint @/none is not there
          run clickstream --set source.stream=s --set lake.warehouse=@/lake2 --set local.restore-from=@/none | 2 | The savepoint @/none is not there: name a directory that 'savepoint' or 'stop' has printed; correct local.restore-from
          generate --events 5 --out @/file               | 2 | Nothing can be written to @/file
          generate --events 5 --out @/folder             | 2 | @/folder/events is there already: name a directory without earlier events
          """)
  void oneSentenceWithTheRemedy(String command, int code, String sentence) {
    assertThat(run(command.replace("@", directory.toString()).split(" "))).isEqualTo(code);
    assertThat(err).startsWith(sentence.replace("@", directory.toString()));
    assertThat(err.lines().filter(line -> !line.startsWith("Try: "))).hasSize(1);
    assertThat(err).doesNotContain("java.", "Exception", "null", "..");
    assertThat(out).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"SELECT ’a’, ’", "SELECT “event_id” FROM silver.events, “", "SELECT ‘a’, ‘"})
  void typographicQuotesAreNamed(String statement, String quote) {
    assertThat(sql(statement)).isEqualTo(2);
    assertThat(err)
        .contains(
            "^ " + quote + " is not understood here; it is a typographic quote; a text stands")
        .doesNotContain("could stand there");
    assertThat(sql("SELECT 'it’s “so”'")).isZero();
    assertThat(out).endsWith("it’s “so”\n");
  }

  @Test
  void statementsThatAreNotRunAreCounted() {
    assertThat(sql("SELECT 1 AS one; SELECT nope; SELECT 3; SELECT 4", "--format=csv"))
        .isEqualTo(2);
    assertThat(out).isEqualTo("one\n1\n");
    assertThat(err)
        .startsWith("Statement 2 of 4 failed; the 2 behind it were not run.\nSELECT nope\n");
    assertThat(sql("SELECT 1; SELECT nope")).isEqualTo(2);
    assertThat(err).startsWith("SELECT nope\n");
  }

  @Test
  void limitsAreToldAsTheyAreWritten() {
    String endless =
        "SELECT COUNT(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y),"
            + " UNNEST(sequence(1, 10000)) c(z) WHERE x + y + z = 7";
    assertThat(sql(endless, "--set=lake.query-timeout=PT1S")).isEqualTo(1);
    assertThat(err)
        .isEqualTo(
            "The statement took longer than lake.query-timeout allows, 1 s: give it more, or let it"
                + " read less\n");
  }

  private int sql(String... words) {
    List<String> all = new ArrayList<>(List.of("sql", "--warehouse", directory + "/lake"));
    all.addAll(List.of(words));
    return run(all.toArray(new String[0]));
  }

  private int run(String... words) {
    StringWriter printed = new StringWriter();
    StringWriter complained = new StringWriter();
    int code = Main.run(new PrintWriter(printed), new PrintWriter(complained), words);
    out = printed.toString();
    err = complained.toString();
    return code;
  }
}
