package io.eventlake.lake.audit;

import io.eventlake.lake.sql.LakeView;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of the balance sheet, {@code sql/audit/NAME.sql}: its equations in one query. */
final class BalanceEquations {

  private static final Pattern HEADING =
      Pattern.compile("^-- Line (\\d) of the balance sheet: (.+?)\\.\\s");

  private final String text;
  private final Matcher heading;

  BalanceEquations(String name) {
    this.text = SqlResource.read("audit/" + name + ".sql");
    this.heading = HEADING.matcher(text);
    if (!heading.find()) {
      throw new IllegalStateException("sql/audit/" + name + ".sql does not begin with its line");
    }
  }

  String line() {
    return heading.group(1);
  }

  /** What the equations say together. */
  String meaning() {
    return heading.group(2);
  }

  /**
   * @param openSince the time that an open session's last event can have, as SQL writes it
   */
  String query(String openSince) {
    return text.replace("${open_since}", openSince);
  }

  /** The tables that have to be read for it; the heading names no other. */
  Set<TableName> tables(TableSet set) {
    return LakeView.tablesIn(text, set);
  }
}
