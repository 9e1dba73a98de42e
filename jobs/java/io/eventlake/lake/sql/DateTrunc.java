package io.eventlake.lake.sql;

import static org.apache.flink.table.types.inference.InputTypeStrategies.logical;
import static org.apache.flink.table.types.inference.InputTypeStrategies.sequence;
import static org.apache.flink.table.types.inference.TypeStrategies.argument;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.logical.LogicalTypeFamily;

/** Athena's {@code date_trunc('unit', time)}: the start of the unit that a time lies in. */
public final class DateTrunc extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  /** Of a timestamp; null when it is missing. */
  public LocalDateTime eval(String unit, LocalDateTime time) {
    return time == null ? null : AthenaUnit.of(unit).startOf(time);
  }

  /** Of a day; null when it is missing. */
  public LocalDate eval(String unit, LocalDate day) {
    return day == null
        ? null
        : AthenaUnit.of(unit).startOf(day.atTime(LocalTime.MIDNIGHT)).toLocalDate();
  }

  /** The result is of the type of the time. */
  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(
            sequence(
                logical(LogicalTypeFamily.CHARACTER_STRING), logical(LogicalTypeFamily.DATETIME)))
        .outputTypeStrategy(argument(1))
        .build();
  }
}
