package io.eventlake.job;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.publish.PublishException;
import io.eventlake.table.TableSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a batch has staged is published only where it balances. */
final class BatchAudit {

  private BatchAudit() {}

  /**
   * Fails with the lines that do not hold.
   *
   * @param set whose lines are asked
   * @throws PublishException naming them
   */
  static void require(LakeCatalog catalog, TableSet set, LakeCut staged) {
    LakeAudit audit = LakeAudit.run(catalog, set, staged);
    if (!audit.passed()) {
      throw new PublishException(
          "Not published, since it would not balance: "
              + Stream.concat(
                      audit.lines().stream().filter(line -> !line.passed()).map(String::valueOf),
                      audit.missing().stream().map(line -> line.why()))
                  .collect(Collectors.joining("; ")));
    }
  }
}
