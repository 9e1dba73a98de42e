package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.table.TableName;
import org.junit.jupiter.api.Test;

/** Which tables a statement reads: those alone are looked at when it fails. */
class LakeViewTest {

  @Test
  void tablesThatAStatementNames() {
    assertThat(LakeView.tablesIn("SELECT 1")).isEmpty();
    assertThat(LakeView.tablesIn("SELECT * FROM `silver`.`events` JOIN \"OPS\".\"late_events\""))
        .containsExactlyInAnyOrder(TableName.SILVER_EVENTS, TableName.LATE_EVENTS);
  }

  @Test
  void tablesBehindTheViewsThatItNames() {
    assertThat(LakeView.tablesIn("SELECT * FROM gold.v_daily_records"))
        .isNotEmpty()
        .doesNotContain(TableName.SESSIONS, TableName.FUNNEL);
    assertThat(LakeView.tablesIn("SELECT * FROM gold.v_daily_funnel")).contains(TableName.FUNNEL);
  }
}
