package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever is woken by an alarm finds it in the runbook. */
class RunbookTest {

  private static final Path RUNBOOK = Path.of("..", "..", "..", "docs", "runbook.md");
  private static final String JOBS =
      Templates.committed().settings.streaming().stream()
          .map(job -> job.name)
          .collect(Collectors.joining("|"));
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z_-]+)` \\|");

  @Test
  void everyAlarmHasItsRowAndEveryRowItsAlarm() throws IOException {
    Set<String> rows =
        ROW.matcher(Files.readString(RUNBOOK))
            .results()
            .map(MatchResult::group)
            .map(row -> row.replaceAll("[`| ]", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> alarms = new TreeSet<>();
    for (JsonNode alarm : Templates.committed().properties("AWS::CloudWatch::Alarm")) {
      String name = alarm.get("AlarmName").asText().replaceFirst("^eventlake-", "");
      String shared = name.replaceFirst("^(" + JOBS + ")-", "JOB-");
      if (name.startsWith("commit-")) {
        alarms.add("commit-LAYER-TABLE");
      } else {
        alarms.add(rows.contains(shared) ? shared : name);
      }
    }

    assertThat(rows).isEqualTo(alarms);
  }
}
