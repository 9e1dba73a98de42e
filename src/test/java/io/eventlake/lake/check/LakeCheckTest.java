package io.eventlake.lake.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of checks: every table has one, and what is wrong with one is told. */
class LakeCheckTest {

  static List<TableName> tables() {
    return Lakes.tables().readable();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyTableHasChecks(TableName table) {
    List<LakeCheck> checks = LakeCheck.of(table, Lakes.tables());

    assertThat(checks).extracting(LakeCheck::name).doesNotHaveDuplicates().contains("complete");
    assertThat(checks).extracting(LakeCheck::table).containsOnly(table);
    assertThat(checks).anyMatch(check -> check.level() == LakeCheck.Level.FAIL);
  }

  @Test
  void readsLevelNameMeaningAndQuery() {
    List<LakeCheck> checks =
        read(
            "-- About the table; in general.\n\n-- #fail one: it's so\nSELECT 1; -- said\n\n"
                + "-- #warn two-b: a, b\n-- why\nSELECT 2");

    assertThat(checks)
        .extracting(check -> check.level() + " " + check.name() + " " + check.meaning())
        .containsExactly("FAIL one it's so", "WARN two-b a, b");
    assertThat(checks).extracting(LakeCheck::query).containsExactly("SELECT 1", "SELECT 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- #fail one: twice\nSELECT 1; SELECT 2",
        "-- #fail one: never\n",
        "-- #error one: level\nSELECT 1",
        "-- #fail one\nSELECT 1",
        "--#fail one: close\nSELECT 1",
      })
  void saysWhichFileIsWrong(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("checks.sql: ");
  }

  private static List<LakeCheck> read(String text) {
    return LakeCheck.read(TableName.SESSIONS, "checks.sql", text);
  }
}
