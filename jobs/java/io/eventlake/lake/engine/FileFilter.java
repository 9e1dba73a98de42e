package io.eventlake.lake.engine;

import io.eventlake.lake.athena.RowCondition;
import io.eventlake.lake.athena.RowCondition.Operator;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * What is asked of rows, in Iceberg's words, which plans the files that can have such rows. What
 * Iceberg could compare otherwise than Athena, such as NaN, keeps all files.
 */
final class FileFilter implements RowCondition.Folding<Expression> {

  private final Schema now;
  private final Schema then;

  /**
   * @param now the columns as the statement names them
   * @param then the columns as the snapshot has them
   */
  FileFilter(Schema now, Schema then) {
    this.now = now;
    this.then = then;
  }

  @Override
  public Expression all() {
    return Expressions.alwaysTrue();
  }

  @Override
  public Expression test(String column, Operator operator, List<Object> values) {
    NestedField asked = now.asStruct().field(column);
    if (asked == null || !asked.type().isPrimitiveType() || !isSameThen(asked)) {
      return all();
    } else if (operator == Operator.NULL) {
      return Expressions.isNull(column);
    } else if (operator == Operator.NOT_NULL) {
      return Expressions.notNull(column);
    }

    List<Object> literals = new ArrayList<>();
    values.forEach(value -> literal(asked.type(), value).ifPresent(literals::add));
    return literals.isEmpty() || literals.size() < values.size()
        ? all()
        : comparison(column, operator, literals);
  }

  /** One version of Iceberg looks for names among those of now, another among those of then. */
  private boolean isSameThen(NestedField asked) {
    NestedField before = then.asStruct().field(asked.name());
    return before != null && before.fieldId() == asked.fieldId();
  }

  @Override
  public Expression and(Expression one, Expression other) {
    return Expressions.and(one, other);
  }

  @Override
  public Expression or(Expression one, Expression other) {
    return Expressions.or(one, other);
  }

  private static Expression comparison(String column, Operator operator, List<Object> literals) {
    switch (operator) {
      case IN:
        return Expressions.in(column, literals);
      case BELOW:
        return Expressions.lessThan(column, literals.get(0));
      case AT_MOST:
        return Expressions.lessThanOrEqual(column, literals.get(0));
      case ABOVE:
        return Expressions.greaterThan(column, literals.get(0));
      default:
        return Expressions.greaterThanOrEqual(column, literals.get(0));
    }
  }

  /** Days and microseconds since 1970 for times. */
  private static Optional<Object> literal(Type type, Object value) {
    switch (type.typeId()) {
      case INTEGER:
      case LONG:
        return Optional.of(value).filter(Long.class::isInstance);
      case STRING:
        return Optional.of(value).filter(String.class::isInstance);
      case DATE:
        return value instanceof LocalDate
            ? Optional.of(((LocalDate) value).toEpochDay())
            : Optional.empty();
      case TIMESTAMP:
        return ((Types.TimestampType) type).shouldAdjustToUTC()
            ? Optional.empty()
            : microseconds(value);
      default:
        return Optional.empty();
    }
  }

  private static Optional<Object> microseconds(Object value) {
    LocalDateTime time = value instanceof LocalDate ? ((LocalDate) value).atStartOfDay() : null;
    time = value instanceof LocalDateTime ? (LocalDateTime) value : time;
    return Optional.ofNullable(time)
        .map(
            local ->
                ChronoUnit.MICROS.between(
                    LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), local));
  }
}
