package io.eventlake.family.web;

/** The words of the contract's enumerations. */
final class WebEvents {

  static final String PAGE_VIEW = "page_view";
  static final String CHART_INTERACTION = "chart_interaction";
  static final String AFFILIATE_CLICK = "affiliate_click";

  static final String[] TYPES = {PAGE_VIEW, CHART_INTERACTION, AFFILIATE_CLICK};

  static final String[] ACTIONS = {
    "toggle", "sort", "filter", "compare_expand", "compare_collapse"
  };

  private WebEvents() {}
}
