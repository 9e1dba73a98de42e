package io.eventlake.lake.audit;

import io.eventlake.config.SessionOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.publish.Publication;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.table.TableSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The balance sheet of the lake (design: semantics, section 6), computed from the tables alone, in
 * statements over the snapshots of one {@link LakeCut}. Its equations are {@code
 * sql/audit/<set>/*.sql}, which give what each day adds; the whole is the sum of its days.
 *
 * <p>Line 3 while a stream runs: sessions that are open have no row yet. Its left side may then be
 * short by the events of the session keys whose last event came no earlier than the watermark less
 * the gap, since the session of any other key is written. What is short of that is reported as open
 * and becomes exact when the stream ends or the sessions close; anything more fails.
 */
public final class LakeAudit {

  /** The verdict where {@link #isOfNothing no row} was asked for. */
  public static final String NOTHING = "NOTHING TO AUDIT";

  private final LakeCatalog lake;
  private final LakeCut cut;
  private final List<AuditLine> lines = new ArrayList<>();
  private final List<MissingLine> missing = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  /** Of which days it is, in words; empty for all. */
  private String asked = "";

  LakeAudit(LakeCatalog lake, LakeCut cut) {
    this.lake = lake;
    this.cut = cut;
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
   * @throws io.eventlake.lake.publish.PublishException while a rebuild is half published
   */
  public static LakeAudit run(LakeCatalog lake, Duration gap) {
    return run(lake, gap, readableCut(lake));
  }

  /** Audits one state of the lake. */
  public static LakeAudit run(LakeCatalog lake, Duration gap, LakeCut cut) {
    return run(lake, gap, cut, BalanceEquations.files(lake.set()));
  }

  /**
   * Audits the lines of one set that is read with the lake's, in one state: of tables that a batch
   * job makes of the others before they are published.
   */
  public static LakeAudit run(LakeCatalog lake, TableSet set, LakeCut cut) {
    return run(
        lake,
        SessionOptions.GAP.defaultValue(),
        cut,
        BalanceEquations.files(lake.set()).stream()
            .filter(file -> file.startsWith("audit/" + set.name() + "/"))
            .collect(Collectors.toList()));
  }

  /** Computes some lines of the balance sheet only. */
  static LakeAudit run(LakeCatalog lake, Duration gap, LakeCut cut, List<String> equations) {
    LakeAudit audit = new LakeAudit(lake, cut);
    try (DayShares shares = new DayShares(lake, cut, gap)) {
      audit.compute(equations, each -> DayShares.sum(shares.of(each), AuditedDays.WHOLE));
    }

    return audit;
  }

  /**
   * Audits some days of the lake as it is, reading the files that can hold rows of them: what
   * arrived on them, sessions that begin and gold whose event time is on them. Equations that can
   * not be told of single days are {@link #leftOut}. Fails as {@link #run(LakeCatalog, Duration)}.
   *
   * @param days which they are
   */
  public static LakeAudit ofDays(LakeCatalog lake, Duration gap, AskedDays days) {
    LakeCut cut = readableCut(lake);
    LakeAudit audit = new LakeAudit(lake, cut);
    audit.asked = days + " in ";
    try (DayShares shares = new DayShares(lake, cut, gap)) {
      audit.compute(
          BalanceEquations.files(lake.set()), each -> audit.ofDays(shares, each, days.ranges()));
    }

    return audit;
  }

  private List<AuditLine> ofDays(DayShares shares, BalanceEquations equations, DayRanges days) {
    left.addAll(equations.whole());
    if (equations.isPerhaps()
        && !equations.shown(DayShares.sum(shares.of(equations), AuditedDays.WHOLE)).isEmpty()) {
      left.addAll(equations.lines());
    }
    if (equations.days().isEmpty()) {
      return List.of();
    }

    List<AuditLine> found = sum(equations, DayShare.of(days, shares.of(equations, days)));
    boolean failed = found.stream().anyMatch(line -> !line.passed());
    // What is missing near by may be far away.
    return failed && equations.look().isPresent()
        ? sum(equations, DayShare.of(days, shares.ofEverywhere(equations, days)))
        : found;
  }

  private static List<AuditLine> sum(BalanceEquations equations, List<DayShare> shares) {
    List<DayShare> split =
        shares.stream()
            .filter(share -> !equations.isWhole(share.line))
            .collect(Collectors.toList());
    return DayShares.sum(split, AuditedDays.of(0, DayShare.days(shares)));
  }

  static LakeCut readableCut(LakeCatalog lake) {
    try (LakeTables tables = new LakeTables(lake)) {
      return Publication.readableCut(tables);
    }
  }

  /** Computes lines; those of damaged tables are missing. */
  void compute(List<String> files, Function<BalanceEquations, List<AuditLine>> computing) {
    for (String file : files) {
      BalanceEquations equations = new BalanceEquations(file, lake.set());
      Optional<String> why = cut.unreadable(equations.tables());
      if (why.isEmpty()) {
        try {
          lines.addAll(equations.shown(computing.apply(equations)));
        } catch (StateGoneException e) {
          why = Optional.of(e.getMessage());
        } catch (LakeException e) {
          why = Optional.of(damage(equations, e));
        }
      }

      why.ifPresent(reason -> missing.add(new MissingLine(equations, reason)));
    }

    lines.sort(Comparator.comparing(AuditLine::line));
    missing.sort(Comparator.comparing(MissingLine::line));
  }

  /** What of the tables is damaged; the failure, where it is another. */
  private String damage(BalanceEquations equations, LakeException failure) {
    RuntimeException told =
        DamagedTables.explained(lake, equations.tables(), cut.snapshots(), failure);
    if (told == failure) {
      throw failure;
    }

    return told.getMessage();
  }

  /** The equations that were computed, in the order of the balance sheet. */
  public List<AuditLine> lines() {
    return List.copyOf(lines);
  }

  /** Lines that were not, since tables cannot be read. */
  public List<MissingLine> missing() {
    return List.copyOf(missing);
  }

  /** Equations that hold for all days together only, where single days were asked for. */
  public List<String> leftOut() {
    return List.copyOf(left);
  }

  /** Which state of the lake was audited, in words, and which days of it. */
  public String state() {
    return asked + cut.description();
  }

  /** True where a line is the sum of days that were told apart. */
  public boolean isByDays() {
    return lines.stream().anyMatch(line -> !line.days().isWhole());
  }

  /** True where single days were asked for, and no row is of them: each line holds of nothing. */
  public boolean isOfNothing() {
    return !asked.isEmpty()
        && !lines.isEmpty()
        && missing.isEmpty()
        && lines.stream().allMatch(line -> line.days().isNone());
  }

  /** True when all lines were computed, of rows that there are, and hold. */
  public boolean passed() {
    return missing.isEmpty() && !isOfNothing() && lines.stream().allMatch(AuditLine::passed);
  }
}
