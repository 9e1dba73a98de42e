package io.eventlake.bench.plan;

import java.time.Duration;

/**
 * What a load needs: shards, KPUs, jobs, files, commits, metadata, and what the work beside the
 * jobs takes. Each is one formula of the options.
 */
final class Capacity {

  /** Of a shard: bytes and records a second that it takes. */
  private static final double SHARD_BYTES = 1 << 20;

  private static final double SHARD_RECORDS = 1_000;

  /** Of a KPU: bytes of disk, and of the heap the third that open sessions may have. */
  private static final double KPU_DISK = 50e9;

  private static final double KPU_SESSIONS = 3e9 / 3;

  /** RocksDB's files while they are compacted, against what is in them. */
  private static final double ROCKSDB_ROOM = 1.5;

  private static final double MEGA = 1e6;
  private static final double DAY = 86_400;

  private final LoadOptions load;
  private final UnitOptions units;

  Capacity(LoadOptions load, UnitOptions units) {
    this.load = load;
    this.units = units;
  }

  double shards() {
    double bytes = load.rate * load.eventBytes / SHARD_BYTES;
    double records = load.packed ? 0 : load.rate / SHARD_RECORDS;
    return Math.ceil(Math.max(bytes, records) / load.utilization);
  }

  /** KPUs that the CPU of events alone needs. */
  double cpuKpus() {
    double micros = units.cpuMicros + units.kinesisMicros;
    return load.rate * micros / MEGA / units.core / load.utilization;
  }

  /** KPUs that closed sessions alone need, on disk. */
  double diskKpus() {
    return stateBytes() * ROCKSDB_ROOM / KPU_DISK / load.utilization;
  }

  /** KPUs that open sessions alone need, on the heap. */
  double heapKpus() {
    return sessionsPerSecond() * seconds(load.open) * units.openBytes / KPU_SESSIONS;
  }

  /** Those of all jobs, without one each for orchestration. */
  double kpus() {
    return Math.ceil(Math.max(cpuKpus(), Math.max(diskKpus(), heapKpus())));
  }

  /** What of a KPU is short first. */
  String bound() {
    double most = Math.max(cpuKpus(), Math.max(diskKpus(), heapKpus()));
    return most == cpuKpus() ? "CPU" : most == diskKpus() ? "disk" : "heap";
  }

  /** Closed sessions in the state of all jobs, bytes. */
  double stateBytes() {
    return sessionsPerSecond() * seconds(load.horizon) * units.closedBytes;
  }

  /** How long one KPU takes to get its share of the state back, seconds. */
  double restoreSeconds() {
    return stateBytes() / kpus() / (units.restoreMegabytes * MEGA);
  }

  /** Jobs with a group of shards and a ledger of their own. */
  double jobs() {
    return Math.ceil(kpus() / load.jobKpus);
  }

  /** KPUs of one job. */
  double parallelism() {
    return Math.ceil(kpus() / jobs());
  }

  /** Files that a checkpoint of one job adds to all tables. */
  double filesOfCheckpoint() {
    return units.fixedFiles + units.slotFiles * parallelism();
  }

  double filesPerDay() {
    return jobs() * filesOfCheckpoint() * DAY / seconds(load.interval);
  }

  double storedBytesPerDay() {
    return load.rate * DAY * units.storedBytes;
  }

  /** In the mean, as a job leaves it. */
  double fileBytes() {
    return storedBytesPerDay() / filesPerDay();
  }

  /** Snapshots of a table that so many jobs write to, as maintain keeps them. */
  double snapshots(double jobs) {
    return jobs * seconds(load.keep) / seconds(load.interval);
  }

  /** The metadata file of a table that so many jobs write to. */
  double metadataBytes(double jobs) {
    return snapshots(jobs) * units.snapshotBytes;
  }

  /** How much of the time somebody commits to a table that so many jobs write to; 1 is too much. */
  double occupied(double jobs) {
    double write = metadataBytes(jobs) / (100 * MEGA);
    return jobs * (seconds(units.commit(load.call)) + write) / seconds(load.interval);
  }

  /** Most jobs that can share a lake: commits wait for each other little, metadata is small. */
  double jobsOfLake() {
    double jobs = 1;
    while (jobs < jobs()
        && occupied(jobs + 1) <= 0.5
        && metadataBytes(jobs + 1) <= units.metadataMegabytes * MEGA) {
      jobs++;
    }

    return jobs;
  }

  double lakes() {
    return Math.ceil(jobs() / jobsOfLake());
  }

  /** Cores that maintain keeps busy all day. */
  double maintainCores() {
    return storedBytesPerDay() / DAY * 60 / MEGA / units.maintainMegabytes * 2;
  }

  /** Cores that an audit of each day once keeps busy all day. */
  double auditCores() {
    return load.rate * units.auditMicros / MEGA;
  }

  /** Calls that write to S3 in a day: files, and each commit's manifest, list and metadata. */
  double writesPerDay() {
    double commits = jobs() * units.tables * DAY / seconds(load.interval);
    return filesPerDay() + 3 * commits;
  }

  private double sessionsPerSecond() {
    return load.rate / load.eventsPerSession;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
