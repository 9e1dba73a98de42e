package io.eventlake.family.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One line of an export at a time. */
class ProductRulesTest {

  private static final int DAY = (int) LocalDate.parse("2026-03-10").toEpochDay();

  private final List<Activity> counted = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "session-sudoku-a1,          user-u1,        COUNTED",
    "session-sudoku-a-b-c,       user-u-1,       COUNTED",
    "session-sudoku-,            user-u1,        BAD_MODEL_ID",
    "session--a1,                user-u1,        BAD_MODEL_ID",
    "session-sudoku,             user-u1,        BAD_MODEL_ID",
    "session-,                   user-u1,        BAD_MODEL_ID",
    "session-sudoku-a1,          u1,             BAD_OWNER",
    "session-sudoku-a1,          user-,          BAD_OWNER",
    "party-sudoku-p1,            user-u1,        COUNTED",
    "party--p1,                  user-u1,        BAD_MODEL_ID",
    "party-sudoku-p1,            party-u1,       BAD_OWNER",
    "member-user-u1,             party-chess-p1, COUNTED",
    "member-user-,               party-chess-p1, BAD_MODEL_ID",
    "member-user-u1,             party-chess,    BAD_OWNER",
    "member-user-u1,             user-u2,        BAD_OWNER",
    "member-guest-u1,            party-chess-p1, OTHER_MODEL",
    "user-u1,                    user-u1,        OTHER_MODEL",
    "sessions-sudoku-a1,         user-u1,        OTHER_MODEL",
    "Session-sudoku-a1,          user-u1,        OTHER_MODEL"
  })
  void whatAnItemIsItsKeysSay(String modelId, String owner, ItemOutcome outcome) {
    assertThat(judge(item(modelId, owner, "{\"N\":\"1773130800\"}"))).isEqualTo(outcome);
    assertThat(counted).hasSize(outcome == ItemOutcome.COUNTED ? 1 : 0);
  }

  @Test
  void theUserAndTheApplicationOfAMemberAreOfItsParty() {
    judge(item("member-user-u-1", "party-chess-p-1", "{\"N\":\"1773130800\"}"));

    assertThat(counted.get(0)).hasFieldOrPropertyWithValue("app", "chess");
    assertThat(counted.get(0)).hasFieldOrPropertyWithValue("user", "u-1");
    assertThat(counted.get(0)).hasFieldOrPropertyWithValue("day", DAY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"N\":\"1773100800\"}              | COUNTED",
        "{\"N\":\"1773187199\"}              | COUNTED",
        "{\"N\":\"1773187199.999\"}          | COUNTED",
        "{\"N\":\"1.7731872E9\"}             | OUTSIDE",
        "{\"N\":\"1773187200\"}              | OUTSIDE",
        "{\"N\":\"1773100799.999\"}          | OUTSIDE",
        "{\"N\":\"-1\"}                      | OUTSIDE",
        "1773130800                          | COUNTED",
        "\"1773130800\"                      | COUNTED",
        "{\"S\":\"1773130800\"}              | COUNTED",
        "{\"S\":\"2026-03-10T23:59:59.999Z\"}| COUNTED",
        "{\"S\":\"2026-03-11T00:30:00+01:00\"}| COUNTED",
        "{\"S\":\"2026-03-11T00:00:00Z\"}    | OUTSIDE",
        "{\"N\":\"1773130800000\"}           | BAD_TIME",
        "{\"N\":\"NaN\"}                     | BAD_TIME",
        "{\"N\":\"1e99\"}                    | BAD_TIME",
        "{\"S\":\"2026-03-10\"}              | BAD_TIME",
        "{\"S\":\"yesterday\"}               | BAD_TIME",
        "{\"BOOL\":true}                     | BAD_TIME",
        "{\"NULL\":true}                     | BAD_TIME",
        "{\"L\":[{\"N\":\"1773130800\"}]}    | BAD_TIME",
        "null                                | BAD_TIME",
        "{}                                  | BAD_TIME"
      })
  void timesAreSecondsOrTexts(String time, ItemOutcome outcome) {
    assertThat(judge(item("session-a-1", "user-u1", time))).isEqualTo(outcome);
  }

  /** Property 14. */
  @Test
  void whichTimeDecidesDependsOnTheKindAlone() {
    String in = "{\"N\":\"1773130800\"}";
    String out = "{\"N\":\"1773030800\"}";
    assertThat(judge(item("session-a-1", "user-u", out, in))).isEqualTo(ItemOutcome.COUNTED);
    assertThat(judge(item("session-a-1", "user-u", in, out))).isEqualTo(ItemOutcome.OUTSIDE);
    assertThat(judge(item("party-a-1", "user-u", in, out))).isEqualTo(ItemOutcome.COUNTED);
    assertThat(judge(item("party-a-1", "user-u", out, in))).isEqualTo(ItemOutcome.OUTSIDE);
    assertThat(judge(item("member-user-u", "party-a-1", in, out))).isEqualTo(ItemOutcome.COUNTED);
    assertThat(judge(item("member-user-u", "party-a-1", out, in))).isEqualTo(ItemOutcome.OUTSIDE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Keys\":{\"modelId\":{\"S\":\"session-a-1\"}}}   | REMOVED",
        "{\"Keys\":{},\"OldImage\":{\"modelId\":{\"S\":\"session-a-1\"}}} | REMOVED",
        "{\"OldImage\":{\"modelId\":{\"S\":\"session-a-1\"}}}| REMOVED",
        "{\"Keys\":{},\"NewImage\":null}                    | REMOVED",
        "{}                                                 | NO_ITEM",
        "{\"Item\":[]}                                      | NO_ITEM",
        "{\"Item\":{}}                                      | BAD_MODEL_ID",
        "{\"Item\":{\"modelId\":{\"B\":\"AA==\"}}}          | BAD_MODEL_ID",
        "{\"Item\":{\"modelId\":{\"N\":\"5\"}}}             | OTHER_MODEL",
        "{\"Item\":{\"modelId\":{\"S\":\"session-a-1\"}}}   | BAD_OWNER",
        "[]                                                 | MALFORMED_JSON",
        "{\"Item\":{}} {}                                   | MALFORMED_JSON",
        "{\"Item\":{\"modelId\":{\"S\":\"session            | MALFORMED_JSON",
        "$ion_1_0                                           | MALFORMED_JSON"
      })
  void whatIsNoItemIsCountedByItsReason(String line, ItemOutcome outcome) {
    assertThat(judge(line)).isEqualTo(outcome);
    assertThat(outcome.isRejected())
        .isEqualTo(!List.of("REMOVED", "OTHER_MODEL").contains(outcome.name()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"SS\":[\"a\",\"b\"]}",
        "{\"NS\":[\"1\",\"2\"]}",
        "{\"BS\":[\"AA==\"]}",
        "{\"B\":\"AA==\"}",
        "{\"BOOL\":false}",
        "{\"NULL\":true}",
        "{\"M\":{\"modelId\":{\"S\":\"session-other-9\"},\"L\":{\"L\":[{\"M\":{}}]}}}",
        "\"bare\"",
        "1e400"
      })
  void allTypesOfAttributesAreReadPast(String value) {
    String line =
        item("session-sudoku-1", "user-u1", "{\"N\":\"1773130800\"}")
            .replace("\"owner\"", "\"before\":" + value + ",\"owner\"");
    assertThat(judge(line)).isEqualTo(ItemOutcome.COUNTED);
    assertThat(counted.get(0).app).isEqualTo("sudoku");
  }

  /** DynamoDB nests 32 attributes. */
  @Test
  void deepItemsAreRead() {
    String deep = "{\"M\":{\"a\":".repeat(32) + "{\"S\":\"x\"}" + "}}".repeat(32);
    String line =
        item("session-sudoku-1", "user-u1", "{\"N\":\"1773130800\"}")
            .replace("\"owner\"", "\"before\":" + deep + ",\"owner\"");
    assertThat(judge(line)).isEqualTo(ItemOutcome.COUNTED);
    assertThat(judge("{\"Item\":".repeat(10_000))).isEqualTo(ItemOutcome.MALFORMED_JSON);
  }

  @Test
  void aLineThatIsNoItemForItsSizeIsCounted() {
    assertThat(judge(" ".repeat(ProductRules.MAX_ITEM_BYTES + 1))).isEqualTo(ItemOutcome.OVERSIZED);
  }

  private ItemOutcome judge(String line) {
    return new ProductRules(DAY, DAY).judge(line.getBytes(UTF_8), counted::add);
  }

  private static String item(String modelId, String owner, String time) {
    return item(modelId, owner, time, time);
  }

  private static String item(String modelId, String owner, String created, String updated) {
    return "{\"Item\":{\"modelId\":{\"S\":\"%s\"},\"owner\":{\"S\":\"%s\"},\"createdAt\":%s,\"updatedAt\":%s}}"
        .formatted(modelId, owner, created, updated);
  }
}
