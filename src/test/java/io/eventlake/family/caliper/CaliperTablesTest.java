package io.eventlake.family.caliper;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import io.eventlake.table.rows.BronzeColumns;
import io.eventlake.table.rows.SessionColumns;
import io.eventlake.table.rows.SilverColumns;
import org.junit.jupiter.api.Test;

/** The family's tables are one set, with the columns that every family has. */
class CaliperTablesTest {

  @Test
  void whatTheJobCommitsTogether() {
    TableSet tables = CaliperTables.set();

    assertThat(tables.databasePrefix()).isEqualTo("caliper_");
    assertThat(tables.tables())
        .hasToString(
            "[bronze.events, bronze.dead_letters, silver.events, silver.sessions, gold.facts,"
                + " gold.learning_days, gold.outcomes, ops.record_counts,"
                + " ops.late_events]");
    assertThat(tables.ledger()).isEqualTo(TableName.RECORD_COUNTS);
    new BronzeColumns(tables.rowType(TableName.BRONZE_EVENTS));
    new SilverColumns(tables.rowType(TableName.SILVER_EVENTS));
    new SessionColumns(tables.rowType(TableName.SESSIONS));
  }
}
