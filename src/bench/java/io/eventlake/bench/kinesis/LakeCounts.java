package io.eventlake.bench.kinesis;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** What the lake itself counts. */
final class LakeCounts {

  private LakeCounts() {}

  /** The records that {@code ops.record_counts} says were read. */
  static long read(LakeOptions options) {
    long sum = 0;
    try (LakeTables lake = new LakeTables(Lakes.of(options));
        CloseableIterable<Record> counts =
            IcebergGenerics.read(lake.load(TableName.RECORD_COUNTS))
                .where(Expressions.equal("outcome", "read"))
                .select("outcome", "records")
                .build()) {
      for (Record count : counts) {
        sum += (Long) count.getField("records");
      }

      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
