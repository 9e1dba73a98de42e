package io.eventlake.lake.sql;

import static org.apache.flink.table.types.inference.InputTypeStrategies.logical;
import static org.apache.flink.table.types.inference.InputTypeStrategies.sequence;
import static org.apache.flink.table.types.inference.TypeStrategies.explicit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.table.types.logical.LogicalTypeFamily;

/** What {@code EXTRACT(part FROM time)} says, right also before 1970, where Flink's is not. */
public final class PartOfTime extends ScalarFunction {

  static final String NAME = "part_of_time";

  private static final long serialVersionUID = 1L;

  /** Of a timestamp; null when it is missing. */
  public Long eval(String part, LocalDateTime time) {
    return part(part, time);
  }

  /** Of an instant, in UTC; null when it is missing. */
  public Long eval(String part, Instant time) {
    return part(part, time == null ? null : LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  /** Of a day; null when it is missing. */
  public Long eval(String part, LocalDate day) {
    return part(part, day);
  }

  /** Of a time of day; null when it is missing. */
  public Long eval(String part, LocalTime time) {
    return part(part, time);
  }

  private static Long part(String part, TemporalAccessor time) {
    return time == null ? null : TimePart.named(part).of(time);
  }

  /** By hand: from the methods Flink would make days of timestamps. */
  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(
            sequence(
                logical(LogicalTypeFamily.CHARACTER_STRING), logical(LogicalTypeFamily.DATETIME)))
        .outputTypeStrategy(explicit(DataTypes.BIGINT()))
        .build();
  }
}
