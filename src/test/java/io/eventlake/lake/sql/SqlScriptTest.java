package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Statements are cut at semicolons, and only at those between statements. */
class SqlScriptTest {

  @Test
  void cutsAtSemicolons() {
    assertThat(SqlScript.statements("SELECT 1; SELECT 2 ;\n;"))
        .containsExactly("SELECT 1", "SELECT 2");
    assertThat(SqlScript.statements(" \n ")).isEmpty();
  }

  @Test
  void leavesQuotesAlone() {
    assertThat(SqlScript.statements("SELECT 'a;''b', `c;d` -- no; comment ' here\n; SELECT 2"))
        .containsExactly("SELECT 'a;''b', `c;d`", "SELECT 2");
    assertThat(SqlScript.statements("SELECT '-- no comment', '/* nor */'"))
        .containsExactly("SELECT '-- no comment', '/* nor */'");
  }

  @Test
  void takesCommentsOutAndKeepsHints() {
    assertThat(SqlScript.statements("-- first;\nSELECT/* a; */1")).containsExactly("SELECT 1");
    assertThat(SqlScript.statements("SELECT 1 FROM t /*+ OPTIONS('a'='b') */"))
        .containsExactly("SELECT 1 FROM t /*+ OPTIONS('a'='b') */");
  }

  /** It would take away a condition without a word. */
  @Test
  void leavesAnOpenCommentToTheParser() {
    assertThat(SqlScript.statements("SELECT 1 /* open; WHERE x"))
        .containsExactly("SELECT 1 /* open; WHERE x");
    assertThat(SqlScript.isWhole("SELECT 1; /* open ;")).isFalse();
  }

  @Test
  void isWholeBehindItsLastSemicolon() {
    assertThat(SqlScript.isWhole("SELECT ';' -- one;\n; SELECT 2; -- two")).isTrue();
    assertThat(SqlScript.isWhole(" \n")).isTrue();
    assertThat(SqlScript.isWhole("SELECT 1; SELECT 2")).isFalse();
    assertThat(SqlScript.isWhole("SELECT 1 -- one;")).isFalse();
    assertThat(SqlScript.isWhole("SELECT 'one;")).isFalse();
  }
}
