package io.eventlake.job.xp;

import com.google.common.hash.Hashing;
import io.eventlake.config.ConfigException;
import io.eventlake.config.Place;
import io.eventlake.config.XpOptions;
import io.eventlake.connector.aws.S3Access;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.oneroster.LandedFiles;
import io.eventlake.family.xp.LastDelivered;
import io.eventlake.family.xp.Roster;
import io.eventlake.family.xp.RosterReader;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.publish.MadeOf;
import io.eventlake.lake.publish.Publication;
import io.eventlake.lake.publish.TableChange;
import io.eventlake.table.TableName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One run: lands the results that were not read before, then counts the students of whom anything
 * came or went, and publishes what differs. Each of the two is published as one, and a run that was
 * killed is gone on with by the next (docs/adr/0040).
 */
public final class XpRun {

  private final LakeTables own;
  private final LakeTables caliper;
  private final XpOptions options;
  private final S3Access access;
  private final Clock clock;
  private final Consumer<LakeCut> audit;
  private final RunTalk talk;

  /**
   * @param own the tables of XP
   * @param caliper those of learning events, which the lake need not have
   * @param clock tells when the run is
   * @param audit of the state that would be published; throws when it must not be
   * @param progress takes a line for people after each step
   */
  public XpRun(
      LakeTables own,
      LakeTables caliper,
      XpOptions options,
      Clock clock,
      Consumer<LakeCut> audit,
      Consumer<String> progress) {
    this.own = own;
    this.caliper = caliper;
    this.options = options;
    this.access = S3Access.of(own.options());
    this.clock = clock;
    this.audit = audit;
    this.talk = new RunTalk(progress);
  }

  /**
   * Does it all for who holds the tables; repeated, it changes nothing more.
   *
   * @return false where nothing was new, and nothing was changed
   * @throws ConfigException when a path is not there, or persons of events are pseudonyms
   * @throws io.eventlake.family.xp.XpInputException when a file is not what it should be; nothing
   *     was changed then
   */
  public boolean run(LakeLease lease) {
    byte[] rosterFile = rosterFile();
    Roster roster = roster(rosterFile);
    boolean hasLanded = land(look(), lease);
    try (Sources sources = sources(rosterFile)) {
      return count(sources, roster, lease) || hasLanded;
    }
  }

  /** What it did, for programs. */
  public Map<String, Object> facts() {
    return talk.facts();
  }

  private byte[] rosterFile() {
    try (LandedFiles landed = LandedFiles.of(options.roster, access)) {
      return Files.readAllBytes(landed.local(landed.only()));
    } catch (IOException e) {
      throw new ConfigException(
          XpOptions.ROSTER.key()
              + " = '"
              + options.roster
              + "' cannot be read: name a file with the schools and their students ("
              + (Place.isOnS3(options.roster) ? e.getMessage() : e.getClass().getSimpleName())
              + ")",
          e);
    }
  }

  private Roster roster(byte[] file) {
    try (InputStream in = new ByteArrayInputStream(file)) {
      return RosterReader.read(in, options.roster, ZoneId.of(options.timezone));
    } catch (IOException e) {
      throw new UncheckedIOException(options.roster + " cannot be read", e);
    }
  }

  private Sources sources(byte[] rosterFile) {
    return Sources.of(
        own,
        caliper,
        "roster " + Hashing.sha256().hashBytes(rosterFile) + ", else " + options.timezone,
        clock);
  }

  /** Finds the files that were read, and whether persons can be told. */
  private KnownFiles look() {
    KnownFiles known = new KnownFiles();
    try (LakeEngine engine = LakeEngine.over(own.lake(), clock)) {
      for (Map<String, Object> row : engine.run(XpQueries.KNOWN_FILES).all()) {
        known.add(
            (String) row.get("file"),
            (String) row.get("digest"),
            (String) row.get("version"),
            (Boolean) row.get("bulk"),
            ((Number) row.get("delivery")).longValue());
      }

      engine.besideIfThere(caliper.set());
      if (caliper.exists(TableName.SILVER_EVENTS)) {
        requirePersons(engine);
      }
    }

    return known;
  }

  /** Results name students as they are. */
  private static void requirePersons(LakeEngine engine) {
    long hidden = (Long) engine.run(XpQueries.PSEUDONYMS).all().get(0).get("found");
    if (hidden > 0) {
      throw new ConfigException(
          String.format(
              Locale.ROOT,
              "%,d learning events with XP have pseudonyms for their persons, which no result"
                  + " names: count XP in a lake that run caliper writes with"
                  + " --set caliper.persons=keep",
              hidden));
    }
  }

  private boolean land(KnownFiles known, LakeLease lease) {
    if (options.results == null) {
      return false;
    }

    try (LandedFiles landed = LandedFiles.of(options.results, access)) {
      List<DeliveredFile> files = Deliveries.find(options.results, landed, known);
      talk.files(options.results, files.size());
      return !files.isEmpty() && land(files, lease);
    }
  }

  private boolean land(List<DeliveredFile> files, LakeLease lease) {
    try (Landing landing = new Landing(own, options.suffix, last(files), micros(clock.instant()))) {
      landing.read(files);
      List<TableChange> changes = landing.complete();
      publish(changes, MadeOf.nothing(), cut -> {}, lease);
      talk.landed(landing);
      return true;
    }
  }

  /** Null where no delivery has all results. */
  private LastDelivered last(List<DeliveredFile> files) {
    if (files.stream().noneMatch(file -> file.isBulk)) {
      return null;
    }

    try (LakeEngine engine = LakeEngine.over(own.lake(), clock)) {
      return LastRows.of(own, engine);
    }
  }

  private boolean count(Sources sources, Roster roster, LakeLease lease) {
    if (sources.isAsBefore()) {
      talk.say("Nothing new since the run of " + sources.before().get() + ".");
      return false;
    }

    Set<String> students = sources.students(false);
    try (Counting counting = new Counting(own, sources, roster)) {
      counting.run(students);
      talk.counted(students.size(), counting);
      talk.strangers(counting.strangers(), options.roster, options.timezone);
      publish(
          counting.complete(students.size(), micros(time(sources))),
          sources.madeOf(),
          audit,
          lease);
    }

    return true;
  }

  /** Later than any before, whatever the clock says: the newest is the one that counts. */
  private Instant time(Sources sources) {
    Instant now = clock.instant();
    return sources
        .before()
        .map(last -> last.plusMillis(1))
        .filter(next -> next.isAfter(now))
        .orElse(now);
  }

  private void publish(
      List<TableChange> changes, MadeOf madeOf, Consumer<LakeCut> audited, LakeLease lease) {
    Publication.create(own, "publish-" + own.set().name() + "-" + UUID.randomUUID())
        .run(changes, madeOf, staged -> audited.accept(Sources.cut(own).with(staged)), lease);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
