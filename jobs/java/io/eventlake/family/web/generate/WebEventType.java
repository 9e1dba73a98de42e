package io.eventlake.family.web.generate;

/** The event types of the contract. */
enum WebEventType {
  PAGE_VIEW("page_view"),
  CHART_INTERACTION("chart_interaction"),
  AFFILIATE_CLICK("affiliate_click");

  final String text;

  WebEventType(String text) {
    this.text = text;
  }
}
