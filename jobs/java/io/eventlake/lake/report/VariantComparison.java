package io.eventlake.lake.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Whether variants of the experiment differ in their click rate, in words: each against the first,
 * by the z-test for two proportions, two-sided, at one of twenty. Of several comparisons each has
 * its chance multiplied by their number (Bonferroni), so that all of them keep it.
 */
final class VariantComparison {

  private static final double TOLD = 0.05;
  private static final double RARE = 0.001;

  /** Sessions of one variant, and those of them with a click. */
  private static final class Variant {

    private final String name;
    private final long sessions;
    private final long clicked;

    Variant(String name, long sessions, long clicked) {
      this.name = name;
      this.sessions = sessions;
      this.clicked = clicked;
    }

    double percent() {
      return 1E2 * clicked / sessions;
    }
  }

  private VariantComparison() {}

  /** A sentence for each variant but the first; sessions without a variant are none. */
  static List<String> sentences(ReportTable funnel) {
    int name = funnel.columns().indexOf("ab_variant");
    int sessions = funnel.columns().indexOf("sessions");
    int clicked = funnel.columns().indexOf("clicked_affiliate");
    List<Variant> variants =
        funnel.rows().stream()
            .filter(row -> row.get(name) != null)
            .map(
                row ->
                    new Variant(
                        row.get(name).toString(),
                        ((Number) row.get(sessions)).longValue(),
                        ((Number) row.get(clicked)).longValue()))
            .collect(Collectors.toList());
    List<String> sentences = new ArrayList<>();
    for (int i = 1; i < variants.size(); i++) {
      sentences.add(sentence(variants.get(0), variants.get(i), variants.size() - 1));
    }

    return sentences;
  }

  private static String sentence(Variant first, Variant other, int comparisons) {
    String none = "No difference between " + first.name + " and " + other.name + " can be told: ";
    if (!TwoProportions.suffice(first.clicked, first.sessions, other.clicked, other.sessions)) {
      return none + "there are too few sessions with a click, or without one.";
    }

    double chance =
        TwoProportions.chance(first.clicked, first.sessions, other.clicked, other.sessions);
    double corrected = Math.min(1, comparisons * chance);
    double points = other.percent() - first.percent();
    String size = String.format(Locale.ROOT, "%.2f points", Math.abs(points));
    return corrected < TOLD
        ? String.format(
            Locale.ROOT,
            "%s\u2019s click rate is %s than %s\u2019s by %s;"
                + " such a difference would come by chance in %s.",
            other.name,
            points > 0 ? "higher" : "lower",
            first.name,
            size,
            tests(corrected))
        : String.format(
            Locale.ROOT,
            "%stheir click rates are %s apart, as would come by chance in %s.",
            none,
            size,
            tests(corrected));
  }

  private static String tests(double chance) {
    if (chance < RARE) {
      return "fewer than 1 of 1,000 tests";
    }

    return String.format(Locale.ROOT, chance < TOLD ? "%.1f" : "%.0f", 1E2 * chance)
        + " of 100 tests";
  }
}
