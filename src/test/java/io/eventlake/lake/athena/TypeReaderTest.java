package io.eventlake.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of types are read in Athena's words and in Hive's, and none ends in an error. */
class TypeReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          varchar(5)                                        | VARCHAR
          DECIMAL(38, 2)                                    | DECIMAL
          timestamp(6)                                      | TIMESTAMP
          timestamp(6) with time zone                       | TIMESTAMP_ZONED
          timestamp with time zone                          | TIMESTAMP_ZONED
          interval day to second                            | DAYS
          INTERVAL YEAR TO MONTH                            | MONTHS
          array(map(varchar, array(bigint)))                | ARRAY[MAP[VARCHAR, ARRAY[INTEGER]]]
          row(a varchar, b row(c double, d date))           | ROW[VARCHAR, ROW[DOUBLE, DATE]]
          row("a b" timestamp(3) with time zone, n integer) | ROW[TIMESTAMP_ZONED, INTEGER]
          row(varchar, integer)                             | ROW[VARCHAR, INTEGER]
          struct<a:string,b:array<int>>                     | ROW[VARCHAR, ARRAY[INTEGER]]
          geometry                                          | OTHER
          array(                                            | ARRAY[UNKNOWN]
          map(varchar)                                      | UNKNOWN
          row(                                              | ROW[UNKNOWN]
          """)
  void isRead(String type, String read) {
    assertThat(TypeReader.read(type)).hasToString(read);
  }

  @ParameterizedTest
  @CsvSource({
    "bigint, double, true",
    "date, timestamp(6), true",
    "date, varchar, false",
    "array(bigint), array(double), true",
    "array(bigint), array(varchar), false",
    "boolean, integer, false",
    "json, varchar, false",
    "time, timestamp, false"
  })
  void goesWithWhatAthenaConverts(String one, String other, boolean goes) {
    assertThat(TypeReader.read(one).goesWith(TypeReader.read(other))).isEqualTo(goes);
    assertThat(TypeReader.read(other).goesWith(TypeReader.read(one))).isEqualTo(goes);
  }
}
