package io.eventlake.lake.audit;

import io.eventlake.config.SessionOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.rebuild.RebuildBranch;
import io.eventlake.lake.status.DamagedTables;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The balance sheet of the lake (design: semantics, section 6), computed from the tables alone, in
 * statements over the snapshots of one {@link LakeCut}. Its equations are {@code sql/audit/*.sql}.
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

  private final LakeCatalog lake;
  private LakeCut cut;
  private final String openSince;
  private final List<AuditLine> lines = new ArrayList<>();
  private final List<MissingLine> missing = new ArrayList<>();

  private LakeAudit(LakeCatalog lake, LakeCut cut, String openSince) {
    this.lake = lake;
    this.cut = cut;
    this.openSince = openSince;
  }

  /** Audits the lake with the default gap of a session. */
  public static LakeAudit run(LakeCatalog lake) {
    return run(lake, SessionOptions.GAP.defaultValue());
  }

  /**
   * Audits the lake as it is. Lines whose tables are damaged are {@link #missing}.
   *
   * @param gap the {@code session.gap} of the job that writes the lake
   * @throws LakeException when a table is missing, the lake is out of reach, or nothing of it can
   *     be read
   * @throws io.eventlake.lake.rebuild.RebuildException while a rebuild is half published
   */
  public static LakeAudit run(LakeCatalog lake, Duration gap) {
    try (LakeTables tables = new LakeTables(lake)) {
      return run(lake, gap, RebuildBranch.readableCut(tables));
    }
  }

  /** Audits one state of the lake. */
  public static LakeAudit run(LakeCatalog lake, Duration gap, LakeCut cut) {
    return run(lake, gap, cut, EQUATIONS);
  }

  /** Computes some lines of the balance sheet only, by the names of their files. */
  static LakeAudit run(LakeCatalog lake, Duration gap, LakeCut cut, List<String> equations) {
    Duration longest = cut.longestGap().filter(other -> other.compareTo(gap) > 0).orElse(gap);
    LakeAudit audit = new LakeAudit(lake, cut, openSince(cut.watermark(), longest));
    try (LakeEngine engine = LakeEngine.proving(lake, cut.snapshots(), Clock.systemUTC())) {
      equations.forEach(name -> audit.compute(engine, new BalanceEquations(name)));
    }

    audit.lines.sort(Comparator.comparing(AuditLine::line));
    audit.missing.sort(Comparator.comparing(MissingLine::line));
    return audit;
  }

  private void compute(LakeEngine engine, BalanceEquations equations) {
    Optional<String> why = cut.unreadable(equations.tables(lake.set()));
    if (why.isEmpty()) {
      try {
        lines.addAll(lines(engine, equations));
      } catch (LakeException e) {
        why = Optional.of(damage(equations, e));
      }
    }

    why.ifPresent(reason -> missing.add(new MissingLine(equations, reason)));
  }

  /** What of the tables is damaged; the failure, where it is another. */
  private String damage(BalanceEquations equations, LakeException failure) {
    RuntimeException told =
        DamagedTables.explained(lake, equations.tables(lake.set()), cut.snapshots(), failure);
    if (told == failure) {
      throw failure;
    }

    return told.getMessage();
  }

  /** The equations that were computed, in the order of the balance sheet. */
  public List<AuditLine> lines() {
    return List.copyOf(lines);
  }

  /** Lines that were not, since tables can not be read. */
  public List<MissingLine> missing() {
    return List.copyOf(missing);
  }

  /** Which state of the lake was audited, in words. */
  public String state() {
    return cut.description();
  }

  /** True when all lines were computed and hold. */
  public boolean passed() {
    return missing.isEmpty() && lines.stream().allMatch(AuditLine::passed);
  }

  private List<AuditLine> lines(LakeEngine engine, BalanceEquations equations) {
    return engine.run(equations.query(openSince)).all().stream()
        .map(
            row ->
                new AuditLine(
                    (String) row.get("line"),
                    (String) row.get("equation"),
                    side(row.get("left_side")),
                    side(row.get("right_side")),
                    number(row.get("open_at_most"))))
        .collect(Collectors.toList());
  }

  private static Long number(Object number) {
    return number == null ? null : (Long) ((Number) number).longValue();
  }

  /** Counts come as longs, and as decimals in a query that has sums of amounts. */
  private static BigDecimal side(Object number) {
    return new BigDecimal(number.toString());
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
