package io.eventlake.lake.audit;

import io.eventlake.config.LakeOptions;
import io.eventlake.config.SessionOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.rebuild.RebuildBranch;
import io.eventlake.lake.sql.LakeSql;
import io.eventlake.lake.sql.SqlResource;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.table.TableName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;

/**
 * The balance sheet of the lake (design: semantics, section 6), computed from the tables alone, in
 * one batch job over the snapshots of one {@link LakeCut}. Its equations are {@code
 * sql/audit/*.sql}.
 *
 * <p>Line 3 while a stream runs: sessions that are open have no row yet. Its left side may then be
 * short by the events of the session keys whose last event came no earlier than the watermark less
 * the gap, since the session of any other key is written. What is short of that is reported as open
 * and becomes exact when the stream ends or the sessions close; anything more fails.
 */
public final class LakeAudit {

  private static final List<String> EQUATIONS =
      List.of("0-source", "1-records", "2-events", "3-sessions", "4-gold", "5-segments");

  /** Bounds that every engine can compare with a timestamp. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private static final DateTimeFormatter SQL_TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final LakeCut cut;
  private final List<AuditLine> lines;

  private LakeAudit(LakeCut cut, List<AuditLine> lines) {
    this.cut = cut;
    this.lines = List.copyOf(lines);
  }

  /** Audits the lake with the default gap of a session. */
  public static LakeAudit run(LakeOptions options) {
    return run(options, SessionOptions.GAP.defaultValue());
  }

  /**
   * Audits the lake as it is.
   *
   * @param gap the {@code session.gap} of the job that writes the lake
   * @throws LakeException when a table is missing, damaged or out of reach
   * @throws io.eventlake.lake.rebuild.RebuildException while a rebuild is half published
   */
  public static LakeAudit run(LakeOptions options, Duration gap) {
    try (LakeTables tables = new LakeTables(options)) {
      RebuildBranch.requireNoneHalfPublished(tables);
      return run(options, gap, LakeCut.of(tables));
    }
  }

  /** Audits one state of the lake. */
  public static LakeAudit run(LakeOptions options, Duration gap, LakeCut cut) {
    return run(options, gap, cut, EQUATIONS);
  }

  /** Computes some lines of the balance sheet only, by the names of their files. */
  static LakeAudit run(LakeOptions options, Duration gap, LakeCut cut, List<String> equations) {
    Duration longest = cut.longestGap().filter(other -> other.compareTo(gap) > 0).orElse(gap);
    String openSince = openSince(cut.watermark(), longest);
    String query =
        equations.stream()
            .map(name -> "SELECT * FROM (\n" + SqlResource.read("audit/" + name + ".sql") + ")")
            .collect(Collectors.joining("\nUNION ALL\n"))
            .replace("${open_since}", openSince);
    try (LakeSql sql = LakeSql.over(options, cut.snapshots())) {
      return new LakeAudit(cut, lines(sql, query));
    } catch (LakeException e) {
      throw e;
    } catch (RuntimeException e) { // all that Flink has for a job that failed
      RuntimeException told = DamagedTables.explained(options, TableName.all(), cut.snapshots(), e);
      throw told == e
          ? new LakeException("The audit can not read the lake: " + rootMessage(e), e)
          : told;
    }
  }

  /** The equations in the order of the balance sheet. */
  public List<AuditLine> lines() {
    return lines;
  }

  /** Which state of the lake was audited, in words. */
  public String state() {
    return cut.description();
  }

  /** True when all lines hold. */
  public boolean passed() {
    return lines.stream().allMatch(AuditLine::passed);
  }

  private static List<AuditLine> lines(LakeSql sql, String query) {
    List<AuditLine> lines = new ArrayList<>();
    for (Row row : CollectionUtil.iteratorToList(sql.run(query).collect())) {
      lines.add(
          new AuditLine(
              row.getFieldAs("line"),
              row.getFieldAs("equation"),
              side(row.getField("left_side")),
              side(row.getField("right_side")),
              row.<Long>getFieldAs("open_at_most")));
    }

    lines.sort(Comparator.comparing(AuditLine::line));
    return lines;
  }

  /** Counts come as longs, and as decimals in a query that has sums of amounts. */
  private static BigDecimal side(Object number) {
    return new BigDecimal(number.toString());
  }

  private static String rootMessage(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : rootMessage(e.getCause());
  }

  private static String openSince(Instant watermark, Duration gap) {
    Instant since = LATEST;
    if (watermark.isBefore(EARLIEST.plus(gap))) {
      since = EARLIEST;
    } else if (watermark.isBefore(LATEST)) {
      since = watermark.minus(gap);
    }

    return SQL_TIMESTAMP.format(LocalDateTime.ofInstant(since, ZoneOffset.UTC));
  }
}
