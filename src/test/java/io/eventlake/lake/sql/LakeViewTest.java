package io.eventlake.lake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tables a statement reads: those alone are looked at when it fails. */
class LakeViewTest {

  @Test
  void tablesThatAStatementNames() {
    assertThat(tablesIn("SELECT 1")).isEmpty();
    assertThat(tablesIn("SELECT * FROM `silver`.`events` JOIN \"OPS\".\"late_events\""))
        .containsExactlyInAnyOrder(TableName.SILVER_EVENTS, TableName.LATE_EVENTS);
  }

  @Test
  void tablesBehindTheViewsThatItNames() {
    assertThat(tablesIn("SELECT * FROM gold.v_daily_records"))
        .isNotEmpty()
        .doesNotContain(TableName.SESSIONS, WebTables.FUNNEL);
    assertThat(tablesIn("SELECT * FROM gold.v_daily_funnel")).contains(WebTables.FUNNEL);
  }

  private static Set<TableName> tablesIn(String statement) {
    return LakeView.tablesIn(statement, Lakes.tables());
  }
}
