package io.eventlake.family.site;

/** Words of the contract. */
final class SiteEvents {

  static final String PAGE_VIEW = "page_view";
  static final String VIDEO_EVENT = "video_event";
  static final String[] TYPES = {PAGE_VIEW, VIDEO_EVENT};
  static final String[] ACTIONS = {"play", "pause", "seek", "complete", "error"};

  /** The version of CloudEvents. */
  static final String SPEC_VERSION = "1.0";

  private SiteEvents() {}

  /** What a producer names as the schema of the data of a type of event. */
  static String schema(String type) {
    return "urn:eventlake:schemas:site:" + type + ":1";
  }
}
