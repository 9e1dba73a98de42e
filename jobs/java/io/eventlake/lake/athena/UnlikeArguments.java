package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.eventlake.lake.sql.SqlException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Arguments that Athena takes, and of which DuckDB would give another value, or none. */
final class UnlikeArguments {

  private static final Set<String> OF_PAIRS =
      Set.of("corr", "covar_pop", "covar_samp", "regr_slope", "regr_intercept");

  private UnlikeArguments() {}

  /**
   * Looks whether a call gives here what it gives in Athena.
   *
   * @throws SqlException with what to write instead
   */
  static void require(String name, List<ValueType> types) {
    if (types.isEmpty()) {
      return;
    }

    Kind first = types.get(0).kind();
    if (name.equals("truncate") && first == Kind.INTEGER) {
      throw new SqlException(
          "Athena makes a decimal of truncate of an integer, which has nothing to cut off; leave"
              + " truncate out");
    } else if ((name.equals("avg") || name.equals("sum")) && first.isInterval()) {
      String unit = first == Kind.DAYS ? "second" : "month";
      throw new SqlException(
          String.format(
              Locale.ROOT,
              "%s takes no intervals here; write %s(date_diff('%s', b, a)) for %s(a - b)",
              name,
              name,
              unit,
              name));
    } else if (isReal(name, types)) {
      throw new SqlException(
          String.format(
              Locale.ROOT,
              "Athena gives a real for %s of what is %s, with seven digits; write"
                  + " %s(CAST(.. AS double)%s)",
              name,
              first.words().replaceFirst("^an? ", "of type "),
              name,
              types.size() > 1 ? ", .." : ""));
    }
  }

  /** Whether Athena calculates with seven digits, since nothing that it is given is a double. */
  private static boolean isReal(String name, List<ValueType> types) {
    if (name.equals("geometric_mean") || name.equals("approx_percentile")) {
      return types.get(0).kind() == Kind.DECIMAL;
    }

    return OF_PAIRS.contains(name)
        && types.stream()
            .allMatch(type -> type.kind() == Kind.INTEGER || type.kind() == Kind.DECIMAL);
  }
}
