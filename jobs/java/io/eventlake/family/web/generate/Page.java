package io.eventlake.family.web.generate;

import io.eventlake.family.Dice;

/** A page of the site. */
final class Page {

  static final String ORIGIN = "https://www.chartwise.example";

  private static final String[] CATEGORIES = {
    "crm",
    "project-management",
    "email-marketing",
    "web-hosting",
    "vpn",
    "accounting",
    "video-editing",
    "help-desk",
    "e-signature",
    "payroll"
  };
  private static final String[] PRODUCTS = {
    "northbeam",
    "tallyho",
    "mailwright",
    "hostel-io",
    "tunnelbear-pro",
    "ledgerly",
    "cutroom",
    "desklight",
    "inkwell-sign",
    "paywave",
    "studio",
    "orbit-suite"
  };

  final String path;

  /** True for a page that the product calls a comparison (design: semantics, section 3). */
  final boolean comparison;

  private Page(String path, boolean comparison) {
    this.path = path;
    this.comparison = comparison;
  }

  static Page home() {
    return new Page("/", false);
  }

  static Page product(Dice dice) {
    return new Page("/products/" + dice.pickEarly(PRODUCTS), false);
  }

  /** Articles have "compare" in their names too: only a whole path segment makes a comparison. */
  static Page article(Dice dice) {
    String category = dice.pickEarly(CATEGORIES);
    return new Page(
        dice.chance(0.5)
            ? "/blog/how-to-compare-" + category + "-tools"
            : "/guides/" + category + "/comparison-shopping",
        false);
  }

  static Page comparison(Dice dice) {
    String category = dice.pickEarly(CATEGORIES);
    switch (dice.below(3)) {
      case 0:
        return new Page("/compare/" + category, true);
      case 1:
        return new Page("/" + category + "/comparison", true);
      default:
        return new Page(
            "/compare/" + category + "/" + dice.pick(PRODUCTS) + "-vs-" + dice.pick(PRODUCTS),
            true);
    }
  }

  static String productId(Dice dice) {
    return dice.pickEarly(PRODUCTS);
  }
}
