package io.eventlake.bench.plan;

import java.time.Duration;
import picocli.CommandLine.Option;

/**
 * What one of each costs. The defaults are figures of {@code docs/performance.md} but where they
 * say that nobody measured them.
 */
final class UnitOptions {

  @Option(
      names = "--cpu",
      paramLabel = "MICROS",
      description = "CPU of an event in the job with RocksDB, without the JIT, microseconds.")
  double cpuMicros = 28.9;

  @Option(
      names = "--kinesis-cpu",
      paramLabel = "MICROS",
      description = "CPU of the Kinesis client, S3 and TLS for an event; a guess.")
  double kinesisMicros = 10;

  @Option(
      names = "--core",
      paramLabel = "RATIO",
      description = "A KPU's core against the one of --cpu; a guess.")
  double core = 1;

  @Option(
      names = "--closed-bytes",
      paramLabel = "N",
      description = "What a closed session takes in RocksDB's files.")
  double closedBytes = 350;

  @Option(
      names = "--open-bytes",
      paramLabel = "N",
      description = "What an open session takes of the heap.")
  double openBytes = 955;

  @Option(
      names = "--files",
      paramLabel = "N",
      description = "Files that a checkpoint adds whatever the parallelism.")
  double fixedFiles = 14;

  @Option(
      names = "--slot-files",
      paramLabel = "N",
      description = "Files that a checkpoint adds for each slot.")
  double slotFiles = 8;

  @Option(
      names = "--stored-bytes",
      paramLabel = "N",
      description = "Bytes of an event in all tables.")
  double storedBytes = 114;

  @Option(
      names = "--tables",
      paramLabel = "N",
      description = "Tables that a checkpoint commits to.")
  int tables = 10;

  @Option(
      names = "--commit-calls",
      paramLabel = "N",
      description = "Calls one after the other of a commit to a table.")
  int commitCalls = 6;

  @Option(
      names = "--snapshot-bytes",
      paramLabel = "N",
      description = "What a snapshot takes of a table's metadata file.")
  double snapshotBytes = 900;

  @Option(
      names = "--maintain-rate",
      paramLabel = "MB",
      description = "Megabytes a minute that maintain writes anew on two cores.")
  double maintainMegabytes = 475;

  @Option(
      names = "--audit-cpu",
      paramLabel = "MICROS",
      description = "CPU of audit for an event, microseconds.")
  double auditMicros = 8;

  @Option(
      names = "--restore-rate",
      paramLabel = "MB",
      description = "Megabytes a second at which a KPU gets its state back; a guess.")
  double restoreMegabytes = 50;

  /** Room for snapshots in a metadata file that is written with each commit. */
  @Option(
      names = "--metadata-limit",
      paramLabel = "MB",
      description = "Largest metadata file of a table that readers are to open.")
  double metadataMegabytes = 50;

  /** How long a commit to a table takes, without what its metadata's size adds. */
  Duration commit(Duration call) {
    return call.multipliedBy(commitCalls);
  }
}
