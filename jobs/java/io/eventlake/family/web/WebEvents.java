package io.eventlake.family.web;

import java.util.Arrays;
import org.apache.flink.table.data.StringData;

/** The words of the contract's enumerations. */
final class WebEvents {

  static final String PAGE_VIEW = "page_view";
  static final String CHART_INTERACTION = "chart_interaction";
  static final String AFFILIATE_CLICK = "affiliate_click";

  static final String[] TYPES = {PAGE_VIEW, CHART_INTERACTION, AFFILIATE_CLICK};

  static final String[] ACTIONS = {
    "toggle", "sort", "filter", "compare_expand", "compare_collapse"
  };

  private static final StringData[] SHARED =
      Arrays.stream(TYPES).map(StringData::fromString).toArray(StringData[]::new);

  private WebEvents() {}

  /** The contract's own word where the type is one of those, so that no event makes another. */
  static StringData shared(StringData type) {
    for (StringData word : SHARED) {
      if (word.equals(type)) {
        return word;
      }
    }

    return type;
  }
}
