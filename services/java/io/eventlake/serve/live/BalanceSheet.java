package io.eventlake.serve.live;

import io.eventlake.config.SessionOptions;
import io.eventlake.lake.audit.AuditLine;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.audit.MissingLine;
import io.eventlake.serve.lake.LakeState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The balance sheet of a state. It reads all of a family, so one is computed at a time, once. */
final class BalanceSheet {

  /** The newest of each family. */
  private final Map<String, Map<String, Object>> known = new HashMap<>();

  private final Map<String, String> versions = new HashMap<>();

  synchronized Map<String, Object> of(LakeState state) {
    if (!state.version().equals(versions.get(state.family()))) {
      known.put(
          state.family(),
          sheet(LakeAudit.run(state.lake(), SessionOptions.GAP.defaultValue(), state.cut())));
      versions.put(state.family(), state.version());
    }

    return known.get(state.family());
  }

  private static Map<String, Object> sheet(LakeAudit audit) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (AuditLine line : audit.lines()) {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("line", line.line());
      shown.put("equation", line.equation());
      shown.put("left", line.left());
      shown.put("right", line.right());
      shown.put("verdict", line.verdict());
      lines.add(shown);
    }

    for (MissingLine line : audit.missing()) {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("line", line.line());
      shown.put("equation", line.why());
      shown.put("left", null);
      shown.put("right", null);
      shown.put("verdict", MissingLine.VERDICT);
      lines.add(shown);
    }

    return Map.of("passed", audit.passed(), "lines", lines);
  }
}
