package io.eventlake.family.caliper.generate;

import io.eventlake.event.RejectReason;

/** A way in which an envelope is such that no item can be addressed. */
enum BrokenEnvelope {
  CUT_OFF(RejectReason.MALFORMED_JSON, ""),
  NO_SENSOR(RejectReason.MISSING_FIELD, "/sensor"),
  NO_DATA(RejectReason.MISSING_FIELD, "/data/0"),
  DATA_OBJECT(RejectReason.WRONG_TYPE, "/data"),
  NEW_VERSION(RejectReason.BAD_VERSION, "/dataVersion");

  final RejectReason reason;
  final String pointer;

  BrokenEnvelope(RejectReason reason, String pointer) {
    this.reason = reason;
    this.pointer = pointer;
  }

  /** An envelope that was whole. */
  String broken(String json) {
    switch (this) {
      case CUT_OFF:
        return json.substring(0, json.length() - 2);
      case NO_SENSOR:
        return json.replaceFirst("\"sensor\":\"[^\"]*\",", "");
      case NO_DATA:
        return json.substring(0, json.indexOf("\"data\":[")) + "\"data\":[]}";
      case DATA_OBJECT:
        return json.substring(0, json.indexOf("\"data\":[")) + "\"data\":{}}";
      default:
        return json.replaceFirst(
            "\"dataVersion\":\"[^\"]*\"", "\"dataVersion\":\"http://purl.imsglobal.org/ctx/v9\"");
    }
  }
}
