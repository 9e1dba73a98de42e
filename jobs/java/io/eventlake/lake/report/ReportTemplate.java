package io.eventlake.lake.report;

import io.eventlake.lake.sql.SqlFiles;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.table.TableSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page of a family, {@code report/<set>/page.html}, with slots such as <code>
 * {{table REPORT | caption | what to say without rows}}</code>; of one that has none the page that
 * is {@code common}, which shows its reports one below the other.
 */
final class ReportTemplate {

  private static final String FILE = "page.html";
  private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z]+)(?: ([^}]*))?}}");
  private static final Pattern CHART = Pattern.compile("data-table=\"([a-z-]+)\"");
  private static final Set<String> OF_A_REPORT =
      Set.of("table", "value", "comparison", "periods", "letters");

  /** What stands for all reports of the family. */
  private static final String ALL = "reports";

  /** Lines before a query that say what it answers. */
  private static final Pattern SENTENCES = Pattern.compile("\\A((?:--[^\n]*\n)+)");

  private final TableSet set;
  private final String text;

  private ReportTemplate(TableSet set, String text) {
    this.set = set;
    this.text = text;
  }

  static ReportTemplate of(TableSet set) {
    String own = set.name() + "/" + FILE;
    return new ReportTemplate(
        set, ReportResource.read(ReportResource.exists(own) ? own : "common/" + FILE));
  }

  /** The reports that the page shows, by their names. */
  Set<String> reports() {
    Set<String> reports = new LinkedHashSet<>();
    for (MatchResult slot : SLOT.matcher(text).results().collect(Collectors.toList())) {
      if (OF_A_REPORT.contains(slot.group(1))) {
        reports.add(slot.group(2).split(" ", 2)[0]);
      } else if (slot.group(1).equals(ALL)) {
        reports.addAll(own().keySet());
      }
    }

    return reports;
  }

  /** Those of them that charts are drawn of. */
  Set<String> drawn() {
    return CHART
        .matcher(text)
        .results()
        .map(chart -> chart.group(1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What each report of the family itself answers, by its name, as its file begins. */
  Map<String, String> own() {
    Map<String, String> own = new LinkedHashMap<>();
    for (String file : SqlFiles.of("reports", set)) {
      String[] path = file.split("/");
      if (path[1].equals(set.name())) {
        own.put(path[2], sentences(SqlResource.read(file)));
      }
    }

    return own;
  }

  /** The page; what fills a slot is not looked through for slots. */
  String filled(Function<MatchResult, String> fill) {
    return SLOT.matcher(text).replaceAll(slot -> Matcher.quoteReplacement(fill.apply(slot)));
  }

  private static String sentences(String query) {
    Matcher lines = SENTENCES.matcher(query);
    return lines.find() ? lines.group(1).replaceAll("(?m)^-- ?|\n$", "").replace('\n', ' ') : "";
  }
}
