package io.eventlake.family.caliper.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventlake.family.ItemVerdict;
import java.util.ArrayList;
import java.util.List;

/** Records judged, and what was said of them as short texts. */
final class Judged {

  static final String V1P2 = "http://purl.imsglobal.org/ctx/caliper/v1p2";
  static final String V1P1 = "http://purl.imsglobal.org/ctx/caliper/v1p1";

  private Judged() {}

  /** Of each item {@code good}, {@code good, N warnings} or the reason and the pointer. */
  static List<String> strict(String record) {
    return of(judge(Strictness.STRICT, true), record.getBytes(UTF_8));
  }

  /** As {@link #strict}, as the stream judges. */
  static List<String> intake(String record) {
    return of(judge(Strictness.INTAKE, true), record.getBytes(UTF_8));
  }

  static CaliperJudge judge(Strictness strictness, boolean bare) {
    return new CaliperJudge(CaliperModel.of(List.of()), strictness, bare);
  }

  static List<String> of(CaliperJudge judge, byte[] record) {
    List<String> told = new ArrayList<>();
    judge.judge(record, (ItemVerdict verdict) -> told.add(text(verdict)));
    return told;
  }

  static String text(ItemVerdict verdict) {
    if (!verdict.isGood()) {
      return verdict.reason() + " " + verdict.pointer();
    }

    int warnings = verdict.warnings().size();
    return warnings == 0 ? "good" : "good, " + warnings + " warnings";
  }

  /** An envelope of version 1.2. */
  static String envelope(String... items) {
    return envelopeOf(V1P2, items);
  }

  static String envelopeOf(String version, String... items) {
    return "{\"sensor\":\"https://lms.example.org/sensors/1\","
        + "\"sendTime\":\"2026-09-14T08:16:00.000Z\",\"dataVersion\":\""
        + version
        + "\",\"data\":["
        + String.join(",", items)
        + "]}";
  }

  /** A good document of the project's own. */
  static String good(String name) {
    return OwnFixtures.GOOD.get(name);
  }
}
