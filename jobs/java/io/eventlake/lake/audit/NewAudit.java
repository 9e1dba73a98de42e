package io.eventlake.lake.audit;

import io.eventlake.config.SessionOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.publish.Publication;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The balance sheet of the whole lake as the sum of its days: of closed days what is remembered in
 * {@code ops.audits}, of all others what their rows say; the closed ones among these are remembered
 * in turn. A line that does not hold so is computed from everything, as {@link LakeAudit} does, and
 * nothing of it is remembered.
 */
public final class NewAudit {

  private final LakeTables lake;
  private final LakeCut cut;
  private final LakeAudit audit;
  private final AuditStore store;
  private final Instant now;
  private final List<StoredShare> learnt = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private Collection<StoredShare> stored = List.of();

  private NewAudit(LakeTables lake, LakeCut cut, Instant now) {
    this.lake = lake;
    this.cut = cut;
    this.audit = new LakeAudit(lake.lake(), cut);
    this.store = new AuditStore(lake.lake());
    this.now = now;
  }

  /**
   * Audits the lake as it is, and remembers what it has learnt. Where that cannot be read or
   * written it is said in {@link #remarks}, and the audit is as good.
   *
   * @param session of the job that writes the lake: its gap and the longest duration of a session
   * @throws LakeException as {@link LakeAudit#run(LakeCatalog)}
   */
  public static NewAudit run(LakeCatalog catalog, SessionOptions session, Clock clock) {
    try (LakeTables lake = new LakeTables(catalog)) {
      LakeCut cut = Publication.readableCut(lake);
      NewAudit audit = new NewAudit(lake, cut, clock.instant());
      audit.recall();
      try (DayShares shares = new DayShares(catalog, cut, session.gap)) {
        ClosedDays closed = new ClosedDays(shares.openSince(), session.maxDuration);
        audit.audit.compute(
            BalanceEquations.files(catalog.set()), each -> audit.lines(shares, each, closed));
      }

      audit.remember();
      return audit;
    }
  }

  /** The balance sheet. */
  public LakeAudit audit() {
    return audit;
  }

  /** What happened to that which is remembered, in sentences. */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  private List<AuditLine> lines(DayShares shares, BalanceEquations equations, ClosedDays closed) {
    LineFiles files = new LineFiles(equations, lake, cut);
    TrustedDays trusted = new TrustedDays(equations, files, stored, closed);
    List<DayShare> found = found(shares, equations, trusted);
    List<DayShare> computed = DayShare.of(DayRanges.without(trusted.split()), found);
    long days = trusted.isAll() ? 0 : DayShare.days(computed);
    List<DayShare> all =
        Stream.concat(trusted.shares(computed).stream(), computed.stream())
            .collect(Collectors.toList());
    AuditedDays counts = AuditedDays.of(trusted.size(), days);
    boolean split = !equations.days().isEmpty();
    List<AuditLine> lines =
        DayShares.sum(all, split || trusted.isAll() ? counts : AuditedDays.WHOLE);
    if (isRepeated(equations, found) || !lines.stream().allMatch(AuditLine::passed)) {
      return DayShares.sum(shares.of(equations), AuditedDays.WHOLE);
    }

    if (!equations.shown(lines).isEmpty()) {
      learn(equations, files, computed, closed);
    }
    return lines;
  }

  /** An event may be on a day that is trusted once more; what that adds to its day is not known. */
  private static boolean isRepeated(BalanceEquations equations, List<DayShare> found) {
    return equations
        .look()
        .filter(
            line -> found.stream().anyMatch(share -> share.line.equals(line) && !share.balances()))
        .isPresent();
  }

  private static List<DayShare> found(
      DayShares shares, BalanceEquations equations, TrustedDays trusted) {
    if (trusted.isAll()) {
      return shares.ofNothing(equations);
    }

    return trusted.size() == 0
        ? shares.of(equations)
        : shares.of(equations, DayRanges.without(trusted.split()));
  }

  private void learn(
      BalanceEquations equations, LineFiles files, List<DayShare> computed, ClosedDays closed) {
    boolean split = !equations.days().isEmpty();
    Set<LocalDate> unequal =
        computed.stream()
            .filter(share -> !equations.isWhole(share.line) && !share.balances())
            .map(share -> share.day)
            .collect(Collectors.toCollection(HashSet::new));
    for (DayShare share : computed) {
      boolean settled = split ? share.day != null && closed.contains(share.day) : true;
      if (settled && !unequal.contains(share.day)) {
        learnt.add(
            new StoredShare(
                lake.set().name(),
                share.line,
                share.day,
                share.left,
                share.right,
                files.fingerprint(share.day, share.line, share.left, share.right),
                files.snapshots(),
                cut.description(),
                ChronoUnit.MICROS.between(Instant.EPOCH, now)));
      }
    }
  }

  private void recall() {
    try {
      store.recover().ifPresent(remarks::add);
      stored = store.read();
    } catch (RuntimeException e) { // what others may have written to it is no reason to fail
      remarks.add(
          "What "
              + AuditStore.TABLE
              + " remembers cannot be read, so all was computed: "
              + told(e));
    }
  }

  private static String told(RuntimeException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }

  private void remember() {
    if (learnt.isEmpty()) {
      return;
    }

    try {
      if (store.create()) {
        remarks.add("Created the table " + AuditStore.TABLE + ".");
      }

      int written = store.write(learnt);
      if (written > 0) {
        remarks.add(
            "Remembered in " + AuditStore.TABLE + ": " + written + " balances of days and lines.");
      }
    } catch (RuntimeException e) { // whatever a catalog or store refuses with
      remarks.add(
          "Not remembered in "
              + AuditStore.TABLE
              + ", so the next audit computes these days again: "
              + told(e));
    }
  }
}
