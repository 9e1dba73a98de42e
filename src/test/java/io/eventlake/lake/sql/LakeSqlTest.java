package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.table.TableName;
import org.junit.jupiter.api.Test;

/** Which tables a statement reads: those alone are looked at when it fails. */
class LakeSqlTest {

  @Test
  void tablesThatAStatementNames() {
    assertThat(LakeSql.namedIn("SELECT 1")).isEmpty();
    assertThat(LakeSql.namedIn("SELECT * FROM `silver`.`events` JOIN \"OPS\".\"late_events\""))
        .containsExactlyInAnyOrder(TableName.SILVER_EVENTS, TableName.LATE_EVENTS);
  }

  @Test
  void tablesBehindTheViewsThatItNames() {
    assertThat(LakeSql.namedIn("SELECT * FROM gold.v_daily_records"))
        .isNotEmpty()
        .doesNotContain(TableName.SESSIONS, TableName.FUNNEL);
    assertThat(LakeSql.namedIn("SELECT * FROM gold.v_daily_funnel")).contains(TableName.FUNNEL);
  }
}
