package io.eventlake.lake.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.SessionOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import java.util.List;

/** The lines of the balance sheet that hold of every family: none of gold, none of segments. */
public final class BalanceOfAll {

  private BalanceOfAll() {}

  /** All of them, computed. */
  public static List<AuditLine> lines(LakeCatalog lake) {
    LakeAudit audit =
        LakeAudit.run(
            lake,
            SessionOptions.GAP.defaultValue(),
            LakeAudit.readableCut(lake),
            List.of("0-source", "1-records", "2-events", "3-sessions"));
    assertThat(audit.missing()).isEmpty();
    return audit.lines();
  }
}
