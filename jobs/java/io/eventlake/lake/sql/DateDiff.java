package io.eventlake.lake.sql;

import static org.apache.flink.table.types.inference.InputTypeStrategies.logical;
import static org.apache.flink.table.types.inference.InputTypeStrategies.sequence;
import static org.apache.flink.table.types.inference.TypeStrategies.explicit;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.logical.LogicalTypeFamily;

/**
 * Athena's {@code date_diff('unit', from, to)}: how many whole units lie between two times,
 * negative where the second is the earlier one.
 */
public final class DateDiff extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  /** Between timestamps; null when one is missing. */
  public Long eval(String unit, LocalDateTime from, LocalDateTime to) {
    return from == null || to == null ? null : AthenaUnit.of(unit).between(from, to);
  }

  /** Between days; null when one is missing. */
  public Long eval(String unit, LocalDate from, LocalDate to) {
    return from == null || to == null ? null : AthenaUnit.of(unit).between(from, to);
  }

  /** By hand: from the methods Flink would make days of timestamps. */
  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(
            sequence(
                logical(LogicalTypeFamily.CHARACTER_STRING),
                logical(LogicalTypeFamily.DATETIME),
                logical(LogicalTypeFamily.DATETIME)))
        .outputTypeStrategy(explicit(DataTypes.BIGINT()))
        .build();
  }
}
