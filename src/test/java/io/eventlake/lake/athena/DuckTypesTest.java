package io.eventlake.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of types, DuckDB's and Athena's. */
class DuckTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BIGINT | bigint",
        "FLOAT | real",
        "DECIMAL(38,0) | decimal(38,0)",
        "TIMESTAMP | timestamp(6)",
        "TIMESTAMP WITH TIME ZONE | timestamp(6) with time zone",
        "TIMESTAMP_S | timestamp(0)",
        "TIMESTAMP_MS[] | array(timestamp(3))",
        "INTERVAL | interval day to second",
        "TIME | time(6)",
        "TUPLE(INTEGER, VARCHAR[])[] | array(row(integer, array(varchar)))",
        "VARCHAR[] | array(varchar)",
        "DECIMAL(9,2)[][] | array(array(decimal(9,2)))",
        "MAP(VARCHAR, BIGINT[]) | map(varchar, array(bigint))",
        "STRUCT(a INTEGER, b STRUCT(\"x, \"\"y(\" TIMESTAMP[], c MAP(DATE, BLOB))[], d BOOLEAN)"
            + " | row(a integer, b array(row(\"x, \"\"y(\" array(timestamp(6)), c map(date,"
            + " varbinary))), d boolean)",
      })
  void isNamedAsInAthena(String duckDb, String athena) {
    assertThat(DuckTypes.athena(duckDb)).isEqualTo(athena);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BLOB, INTEGER_LITERAL | varbinary, integer",
        "DECIMAL(4,1), \"NULL\", DECIMAL | decimal(4,1), unknown, decimal",
        "STRUCT(a BLOB, b FLOAT)[], STRING_LITERAL | array(row(a varbinary, b real)), varchar",
      })
  void manyAreNamedAsInAthena(String duckDb, String athena) {
    assertThat(DuckTypes.list(duckDb)).isEqualTo(athena);
  }
}
