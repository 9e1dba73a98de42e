package io.eventlake.family.site.generate;

import java.util.LinkedHashMap;
import java.util.Map;

/** An event that happened: who, when, what; and the flaw with which it is told, if any. */
final class SiteEvent {

  static final String PAGE_VIEW = "page_view";
  static final String VIDEO_EVENT = "video_event";

  final Visitor visitor;
  final String type;
  final long atMillis;
  final String id;

  /** The properties that are its type's own. */
  final Map<String, Object> properties = new LinkedHashMap<>();

  SiteFlaw flaw;
  boolean unknownProperty;

  SiteEvent(Visitor visitor, String type, long atMillis, String id) {
    this.visitor = visitor;
    this.type = type;
    this.atMillis = atMillis;
    this.id = id;
  }

  SiteEvent with(String name, Object value) {
    if (value != null) {
      properties.put(name, value);
    }
    return this;
  }

  boolean isPage() {
    return type.equals(PAGE_VIEW);
  }

  /** Seconds (or a rate) of a property. */
  double number(String name) {
    return ((Number) properties.get(name)).doubleValue();
  }

  String text(String name) {
    return (String) properties.get(name);
  }
}
