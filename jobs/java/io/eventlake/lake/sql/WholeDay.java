package io.eventlake.lake.sql;

import static org.apache.flink.table.types.inference.InputTypeStrategies.ANY;
import static org.apache.flink.table.types.inference.InputTypeStrategies.sequence;
import static org.apache.flink.table.types.inference.TypeStrategies.argument;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.types.inference.TypeInference;

/**
 * The midnight before a timestamp; what is no timestamp stays as it is. Flink cuts towards 1970
 * what it makes a day of, so before 1970 only a midnight comes out right.
 */
public final class WholeDay extends ScalarFunction {

  static final String NAME = "whole_day";

  private static final long serialVersionUID = 1L;

  /** Of a timestamp; null when it is missing. */
  public LocalDateTime eval(LocalDateTime time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.DAYS);
  }

  /** Of an instant, in UTC; null when it is missing. */
  public Instant eval(Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.DAYS);
  }

  /** A day is whole. */
  public LocalDate eval(LocalDate day) {
    return day;
  }

  /** What a text means is for the cast to say. */
  public String eval(String text) {
    return text;
  }

  /** The result is of the type of the argument. */
  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    return TypeInference.newBuilder()
        .inputTypeStrategy(sequence(ANY))
        .outputTypeStrategy(argument(0))
        .build();
  }
}
