package io.eventlake.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionKeyTest {

  static final List<String> KEYS = List.of("/session/session_id", "/event_id");

  private static final PartitionKey KEY = new PartitionKey(KEYS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"session\":{\"session_id\":\"s\"},\"event_id\":\"e\"} | s",
        "{\"session\":{\"session_id\":\"\"},\"event_id\":\"e\"} | e",
        "{\"session\":{\"session_id\":7},\"event_id\":\"e\"} | e",
        "{\"session\":null,\"event_id\":\"e\"} | e",
        "{\"event_id\":\"e\"} | e",
        "[{\"event_id\":\"e\"},{\"event_id\":\"f\"}] | e"
      })
  void isTheSessionElseTheEvent(String record, String key) {
    assertThat(KEY.of(bytes(record))).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[1]", "[]", "null", "{\"session", "\u0000"})
  void isAHashOfAnythingElse(String record) {
    assertThat(KEY.of(bytes(record)))
        .matches("[0-9a-z]{40,50}")
        .isEqualTo(KEY.of(bytes(record)))
        .isNotEqualTo(KEY.of(bytes(record + " ")));
  }

  @Test
  void anIdOfMoreThan256CharactersIsNoKey() {
    String longest = "x".repeat(256);

    assertThat(KEY.of(bytes("{\"event_id\":\"" + longest + "\"}"))).isEqualTo(longest);
    assertThat(KEY.of(bytes("{\"event_id\":\"" + longest + "x\"}"))).hasSizeLessThan(51);
  }

  @Test
  void deepNestingIsHashed() {
    assertThat(KEY.of(bytes("[".repeat(100_000)))).matches("[0-9a-z]{40,50}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
