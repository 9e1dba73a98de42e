package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.ReplayOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.EventFamily;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.publish.Publication;
import io.eventlake.lake.rebuild.LetterPartitions;
import io.eventlake.lake.status.DamageGuard;
import io.eventlake.operator.rebuild.LetterOutlook;
import io.eventlake.operator.rebuild.RebuildScope;
import io.eventlake.table.TableName;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Decodes dead letters again and takes those that are events now into bronze, silver and gold, by a
 * rebuild of their days ({@link RebuildRun}): the letter is marked in the same publication that
 * brings its event, so that none is replayed twice.
 */
public final class ReplayRun {

  private final FamilyJob job;
  private final JobOptions options;
  private final Clock clock;
  private final Consumer<String> progress;

  /**
   * Of the family that is meant where none is named.
   *
   * @param clock tells what the marks say
   * @param progress takes a line for people now and then
   */
  public ReplayRun(JobOptions options, Clock clock, Consumer<String> progress) {
    this(FamilyCatalog.standard(), options, clock, progress);
  }

  /**
   * @param job of the family whose letters they are
   * @param clock tells what the marks say
   * @param progress takes a line for people now and then
   */
  public ReplayRun(FamilyJob job, JobOptions options, Clock clock, Consumer<String> progress) {
    this.job = job;
    this.options = options;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Tells what becomes of the letters, and replays those whose days no stream can change any more.
   *
   * @throws io.eventlake.config.ConfigException when {@code replay.where} is no condition
   * @throws io.eventlake.lake.rebuild.RebuildException when the result does not balance; then the
   *     days at hand are not published
   * @throws io.eventlake.connector.iceberg.LakeException when somebody else holds the lake, or a
   *     file that is to be read is damaged
   * @throws JobFailedException when Flink fails
   */
  public void run() {
    EventFamily family = job.family(options);
    family.requireReady();
    try (LakeTables lake = new LakeTables(new LakeCatalog(options.lake, job.tables()))) {
      lake.verify(lake.names());
      PersonsMark.require(lake, family);
      if (options.own.get(ReplayOptions.GROUP).dryRun) {
        Publication.requireNoneHalfPublished(lake);
        outlook(lake, LakeCut.of(lake));
        progress.accept("Nothing was changed: a dry run.");
        return;
      }

      try (LakeLease lease = LakeLease.take(lake, "a replay of dead letters")) {
        RebuildRun.finishInterrupted(lake, lease, progress);
        LakeCut cut = LakeCut.of(lake);
        List<LetterOutlook> outlooks = outlook(lake, cut);
        for (RebuildScope scope : scopes(outlooks, cut)) {
          replay(lake, lease, outlooks, scope);
        }
      }
    }
  }

  private List<LetterOutlook> outlook(LakeTables lake, LakeCut cut) {
    new DamageGuard(lake, TableName.DEAD_LETTERS)
        .requireAll(cut.snapshots().get(TableName.DEAD_LETTERS));
    List<LetterOutlook> outlooks = forecast(cut);
    tell(outlooks, cut);
    return outlooks;
  }

  private void replay(
      LakeTables lake, LakeLease lease, List<LetterOutlook> outlooks, RebuildScope scope) {
    LetterPartitions partitions = new LetterPartitions();
    outlooks.stream()
        .filter(outlook -> isEvent(outlook) && scope.contains(millis(outlook)))
        .forEach(
            outlook -> partitions.add(LocalDate.ofEpochDay(outlook.arrivalDay), outlook.reason));
    new RebuildRun(
            job,
            options,
            scope,
            progress,
            new LetterReplay(job, options, partitions, clock.instant()))
        .run(lake, lease);
  }

  private List<LetterOutlook> forecast(LakeCut cut) {
    StreamExecutionEnvironment env = RebuildRun.environment(options);
    List<LetterOutlook> outlooks = new ArrayList<>();
    try (CloseableIterator<LetterOutlook> results =
        LetterReplay.forecast(env, job, options, cut).executeAndCollect(ReplayJob.NAME)) {
      results.forEachRemaining(outlooks::add);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) { // what executeAndCollect declares
      throw JobFailedException.of(ReplayJob.NAME, e);
    }

    outlooks.sort(Comparator.comparing(LetterOutlook::grain));
    return outlooks;
  }

  private void tell(List<LetterOutlook> outlooks, LakeCut cut) {
    progress.accept(
        "Dead letters where "
            + options.own.get(ReplayOptions.GROUP).where
            + ", by "
            + cut.description()
            + ":");
    Map<String, Long> lines = new TreeMap<>();
    for (LetterOutlook outlook : outlooks) {
      lines.merge(outlook.reason + ": " + fate(outlook, cut), outlook.letters, Long::sum);
    }

    lines.forEach(
        (line, letters) -> progress.accept(String.format(Locale.ROOT, "%,12d %s", letters, line)));
    if (lines.isEmpty()) {
      progress.accept("           0");
    }
  }

  private String fate(LetterOutlook outlook, LakeCut cut) {
    switch (outlook.outcome) {
      case LetterOutlook.EVENT:
        LocalDate day = LocalDate.ofEpochDay(outlook.eventDay);
        return isClosed(day, cut)
            ? "events now"
            : "events now, of "
                + day
                + ", which the stream can still change until its watermark is past "
                + RebuildRun.closed(day, options.session)
                + ": they stay";
      case LetterOutlook.WITHHELD:
        return "masked, cut or without consent: they stay";
      case LetterOutlook.SPREAD:
        return "events now, of days too far apart to be rebuilt together: they stay";
      default:
        return "still rejected, " + outlook.outcome;
    }
  }

  /** The days of the events, those that follow each other together; open ones left out. */
  private List<RebuildScope> scopes(List<LetterOutlook> outlooks, LakeCut cut) {
    TreeSet<LocalDate> days =
        outlooks.stream()
            .filter(ReplayRun::isEvent)
            .map(outlook -> LocalDate.ofEpochDay(outlook.eventDay))
            .filter(day -> isClosed(day, cut))
            .collect(Collectors.toCollection(TreeSet::new));
    List<RebuildScope> scopes = new ArrayList<>();
    LocalDate from = null;
    for (LocalDate day : days) {
      from = from == null ? day : from;
      if (!days.contains(day.plusDays(1))) {
        scopes.add(new RebuildScope(from, day));
        from = null;
      }
    }

    return scopes;
  }

  private boolean isClosed(LocalDate day, LakeCut cut) {
    return !cut.watermark().isBefore(RebuildRun.closed(day, options.session));
  }

  private static boolean isEvent(LetterOutlook outlook) {
    return outlook.outcome.equals(LetterOutlook.EVENT);
  }

  private static long millis(LetterOutlook outlook) {
    return TimeUnit.DAYS.toMillis(outlook.eventDay);
  }
}
