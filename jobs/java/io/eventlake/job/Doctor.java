package io.eventlake.job;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.LocalOptions;
import io.eventlake.config.SegmentsOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.connector.check.Finding;
import io.eventlake.connector.dynamodb.SegmentTableCheck;
import io.eventlake.connector.files.FilesListing;
import io.eventlake.connector.files.FilesSource;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LakeCheck;
import io.eventlake.connector.iceberg.sink.RestoreRefusedException;
import io.eventlake.connector.iceberg.sink.StateFit;
import io.eventlake.connector.kinesis.StreamCheck;
import io.eventlake.lake.publish.Publication;
import io.eventlake.lake.publish.PublishException;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.lake.status.VerifiedFiles;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks at everything that a job needs before it starts. */
public final class Doctor {

  private static final String CHECKPOINT = "checkpoint";
  private static final String DAMAGE = "damage";

  /** Of the newest files, read in some seconds. */
  private static final long VERIFIED_BYTES = 2L << 30;

  private final Clock clock;
  private final LakeCheck.Access access;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param access whether a file may be written to the warehouse and deleted again
   */
  public Doctor(Clock clock, LakeCheck.Access access) {
    this.clock = clock;
    this.access = access;
  }

  /**
   * One finding for each thing that was looked at; with a configuration that is wrong, that alone.
   *
   * @param properties the job's, as {@code group.key}
   */
  public List<Finding> examine(Map<String, String> properties) {
    JobOptions options;
    try {
      options = JobCatalog.options().parse(properties);
      JobCatalog.findStreaming(options.name);
    } catch (ConfigException e) {
      return e.getMessage()
          .lines()
          .map(fault -> Finding.fail("configuration", fault))
          .collect(Collectors.toList());
    }

    findings.add(
        Finding.ok("configuration", properties.size() + " options of job " + options.name));
    source(options);
    segments(options.segments);
    family(options);
    lake(options);
    return findings;
  }

  private void source(JobOptions options) {
    try {
      if (options.source.type == SourceOptions.Type.KINESIS) {
        try (StreamCheck check = new StreamCheck(options.source, clock)) {
          findings.addAll(check.run(restoreFrom(options)));
        }
      } else {
        FilesSource.create(options.source, options.decode.maxRecordBytes);
        FilesListing files = FilesSource.listing(options.source);
        findings.add(
            files.hasUnreadable()
                ? Finding.warn("files", files.summary())
                : Finding.ok("files", files.summary()));
      }
    } catch (ConfigException e) {
      findings.add(Finding.fail("source", e.getMessage()));
    }
  }

  private void segments(SegmentsOptions options) {
    boolean scans = options.initialLoad == SegmentsOptions.InitialLoad.SCAN;
    if (options.type == SegmentsOptions.Type.DYNAMODB || scans) {
      try (SegmentTableCheck check = new SegmentTableCheck(options)) {
        findings.addAll(check.run());
      }
    } else if (options.type == SegmentsOptions.Type.FILE) {
      findings.add(
          Files.isReadable(Path.of(options.path))
              ? Finding.ok("segments", options.path + " can be read")
              : Finding.fail(
                  "segments",
                  "The file " + options.path + " cannot be read: correct segments.path"));
    }
  }

  /** What a family takes from outside of its source, such as a key. */
  private void family(JobOptions options) {
    StreamingJob job = JobCatalog.findStreaming(options.name);
    try {
      if (job instanceof FamilyJob) {
        ((FamilyJob) job).family(options).requireReady();
      }
    } catch (ConfigException e) {
      findings.add(Finding.fail("family", e.getMessage()));
    }
  }

  private void lake(JobOptions options) {
    try {
      LakeCatalog lake = Lakes.of(options.lake, options.name).requireExisting();
      try (LakeTables tables = new LakeTables(lake)) {
        findings.add(Finding.ok("catalog", options.lake.catalog + " answers"));
        List<String> damage = DamagedTables.all(tables);
        if (!damage.isEmpty()) {
          damage.forEach(sentence -> findings.add(Finding.fail(DAMAGE, sentence)));
          return;
        }

        rows(tables);
        findings.addAll(
            new LakeCheck(tables).run(options.name, restoreFrom(options), others(options), access));
        persons(options, tables);
        checkpoint(options, tables);
        rebuild(tables);
      }
    } catch (LakeException e) {
      findings.add(Finding.fail("catalog", e.getMessage()));
    }
  }

  /** That the key is there was looked at before. */
  private void persons(JobOptions options, LakeTables tables) {
    StreamingJob job = JobCatalog.findStreaming(options.name);
    boolean unready = findings.stream().anyMatch(finding -> finding.subject().equals("family"));
    if (unready || !(job instanceof FamilyJob) || !tables.exists(TableName.BRONZE_EVENTS)) {
      return;
    }

    try {
      PersonsMark.require(tables, ((FamilyJob) job).family(options));
    } catch (ConfigException e) {
      findings.add(Finding.fail("persons", e.getMessage()));
    }
  }

  /** A bucket's would have to be fetched. */
  private void rows(LakeTables tables) {
    if (tables.options().catalog == LakeOptions.Catalog.LOCAL) {
      VerifiedFiles files = VerifiedFiles.of(tables, VERIFIED_BYTES);
      files.damage().forEach(sentence -> findings.add(Finding.fail(DAMAGE, sentence)));
      if (files.damage().isEmpty() && files.any()) {
        findings.add(Finding.ok(DAMAGE, files.summary()));
      }
    }
  }

  /** Of what a run would look for itself, {@link #checkpoint} tells. */
  private static String restoreFrom(JobOptions options) {
    return LocalOptions.LATEST.equals(options.local.restoreFrom) ? null : options.local.restoreFrom;
  }

  private static StateFit.Others others(JobOptions options) {
    return options.lake.catalog == LakeOptions.Catalog.LOCAL
            && !RunLock.isHeld(options.lake, options.name, StateDirectory.of(options))
        ? StateFit.Others.NONE
        : StateFit.Others.PERHAPS;
  }

  /** The newest that a run with --resume would find on this machine; silent where none ever ran. */
  private void checkpoint(JobOptions options, LakeTables tables) {
    StateDirectory directory = StateDirectory.of(options);
    try {
      List<String> states = directory.states();
      if (states.isEmpty() || findings.stream().noneMatch(Doctor::isOfState)) {
        return;
      }

      directory.requireOwner(tables, options.name);
      long checkpoint = new StateFit(tables, options.name).require(states.get(0), others(options));
      findings.add(
          Finding.ok(
              CHECKPOINT,
              "the newest, "
                  + states.get(0)
                  + ", fits the tables (checkpoint "
                  + checkpoint
                  + "): run --resume goes on from it"));
    } catch (IOException e) {
      findings.add(
          Finding.warn(
              CHECKPOINT,
              "The newest savepoint or checkpoint in "
                  + directory.path()
                  + " cannot be read: "
                  + e.getMessage()
                  + "; run --resume goes on from the one before where that fits"));
    } catch (RestoreRefusedException | ConfigException e) {
      findings.add(Finding.warn(CHECKPOINT, e.getMessage()));
    }
  }

  private static boolean isOfState(Finding finding) {
    return finding.subject().equals("state");
  }

  private void rebuild(LakeTables tables) {
    if (findings.stream().noneMatch(Doctor::isOfState)) {
      return; // a table is missing
    }

    try {
      Publication.requireNoneHalfPublished(tables);
    } catch (PublishException e) {
      findings.add(Finding.fail("rebuild", e.getMessage()));
    }
  }
}
