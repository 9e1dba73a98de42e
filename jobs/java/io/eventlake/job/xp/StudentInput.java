package io.eventlake.job.xp;

import io.eventlake.family.xp.BulkDelivery;
import io.eventlake.family.xp.ResultHistory;
import io.eventlake.family.xp.ResultState;
import io.eventlake.family.xp.ResultVersion;
import io.eventlake.family.xp.XpContext;
import io.eventlake.family.xp.XpEvent;
import io.eventlake.family.xp.XpResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the rows of queries say of one student. */
final class StudentInput {

  private static final int SCALE = 4;

  private StudentInput() {}

  /** Of {@link XpQueries#events}. */
  static List<XpEvent> events(List<List<Object>> rows) {
    return rows.stream().map(StudentInput::event).collect(Collectors.toList());
  }

  private static XpEvent event(List<Object> row) {
    return new XpEvent(
        (String) row.get(1),
        (String) row.get(2),
        integer(row.get(3)),
        ((BigDecimal) row.get(4)).setScale(SCALE),
        new XpEvent.Times(RowValues.micros(row.get(5)), RowValues.micros(row.get(6))),
        new XpContext(
            (String) row.get(7), (String) row.get(8), (String) row.get(9), (String) row.get(10)));
  }

  /**
   * All versions of each result, of {@link XpQueries#results}.
   *
   * @param bulks by number
   */
  static List<List<XpResult>> results(List<List<Object>> rows, Collection<BulkDelivery> bulks) {
    Map<String, List<ResultVersion>> byId = new LinkedHashMap<>();
    for (List<Object> row : rows) {
      ResultVersion version = version(row);
      byId.computeIfAbsent(version.id, id -> new ArrayList<>()).add(version);
    }

    return byId.values().stream()
        .map(versions -> ResultHistory.of(versions, bulks))
        .collect(Collectors.toList());
  }

  private static ResultVersion version(List<Object> row) {
    ResultVersion version = new ResultVersion();
    version.student = (String) row.get(0);
    version.id = (String) row.get(1);
    version.delivery = ((Number) row.get(10)).longValue();
    version.row = ((Number) row.get(11)).longValue();
    version.rejected = row.get(2) == null;
    if (!version.rejected) {
      version.state = ResultState.of((String) row.get(2));
    }

    if (!version.rejected && version.state != ResultState.ABSENT) {
      version.modified = RowValues.micros(row.get(3));
      version.activity = (String) row.get(4);
      version.attempt = integer(row.get(5));
      version.graded = (Boolean) row.get(6);
      version.banked = (Boolean) row.get(7);
      BigDecimal xp = (BigDecimal) row.get(8);
      version.xp = xp == null ? null : xp.setScale(SCALE);
      version.scored = RowValues.micros(row.get(9));
    }

    return version;
  }

  private static Integer integer(Object value) {
    return value == null ? null : (Integer) ((Number) value).intValue();
  }
}
