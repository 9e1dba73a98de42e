package io.eventlake.bench.plan;

import io.eventlake.bench.report.Grid;
import io.eventlake.bench.report.Numbers;
import java.util.List;

/** A plan for people. */
final class CapacityGrids {

  private static final double GIGA = 1e9;
  private static final double MEGA = 1e6;

  private final Capacity capacity;
  private final LoadOptions load;
  private final UnitOptions units;
  private final Bill bill;

  CapacityGrids(Capacity capacity, LoadOptions load, UnitOptions units, Bill bill) {
    this.capacity = capacity;
    this.load = load;
    this.units = units;
    this.bill = bill;
  }

  List<Grid> all() {
    return List.of(jobs(), tables(), upkeep(), bill());
  }

  private Grid jobs() {
    Grid grid = new Grid("Streams and jobs", List.of("", "needed", "why"));
    row(grid, "shards", capacity.shards(), load.packed ? "bytes" : "records and bytes");
    row(grid, "KPUs for the CPU", capacity.cpuKpus(), "");
    row(grid, "KPUs for closed sessions", capacity.diskKpus(), "their disks");
    row(grid, "KPUs for open sessions", capacity.heapKpus(), "a third of their heaps");
    row(grid, "KPUs", capacity.kpus(), capacity.bound() + " is short first");
    row(grid, "events a second and KPU", load.rate / capacity.kpus(), "");
    row(grid, "jobs", capacity.jobs(), "at most " + load.jobKpus + " KPUs each");
    row(grid, "shards of a job", Math.ceil(capacity.shards() / capacity.jobs()), "its own group");
    row(grid, "state, GB", capacity.stateBytes() / GIGA, "closed sessions of all jobs");
    row(grid, "restored after, s", capacity.restoreSeconds(), "all KPUs at once");
    return grid;
  }

  private Grid tables() {
    Grid grid = new Grid("Files and commits", List.of("", "", "note"));
    row(grid, "files of a checkpoint of a job", capacity.filesOfCheckpoint(), "all tables");
    row(grid, "files a day", capacity.filesPerDay(), "");
    row(grid, "average file, KB", capacity.fileBytes() / 1e3, "before maintain");
    row(grid, "rows a day, GB", capacity.storedBytesPerDay() / GIGA, "compressed");
    double jobs = capacity.jobs();
    String all = jobs == 1 ? "one job" : "if " + Numbers.of(jobs) + " jobs shared the tables";
    row(grid, "snapshots of a table", capacity.snapshots(jobs), all);
    row(grid, "its metadata file, MB", capacity.metadataBytes(jobs) / MEGA, all);
    row(grid, "time that commits take, %", 100 * capacity.occupied(jobs), all);
    row(grid, "jobs of a lake, at most", capacity.jobsOfLake(), "by time and metadata");
    row(grid, "lakes", capacity.lakes(), capacity.lakes() == 1 ? "" : "views unite them");
    double own = Math.ceil(jobs / capacity.lakes());
    row(grid, "metadata file in each, MB", capacity.metadataBytes(own) / MEGA, "");
    row(grid, "time that commits take in each, %", 100 * capacity.occupied(own), "");
    return grid;
  }

  private Grid upkeep() {
    Grid grid = new Grid("Beside the jobs, all day", List.of("", "cores", "note"));
    String rate = Numbers.of(units.maintainMegabytes) + " MB a minute on two";
    row(grid, "maintain", capacity.maintainCores(), rate);
    String cpu = Numbers.of(units.auditMicros) + " us of CPU an event";
    row(grid, "audit of each day once", capacity.auditCores(), cpu);
    return grid;
  }

  private Grid bill() {
    Grid grid = new Grid("A month", List.of("", "US$", "note"));
    row(grid, "shards", bill.shards(), "");
    row(grid, "records put", bill.puts(), "");
    row(grid, "KPUs and their disks", bill.kpus(), "one more for each job");
    row(grid, "writing calls to S3", bill.writes(), "");
    row(grid, "rows in S3", bill.rows(), "those of one month");
    row(grid, "maintain and audit", bill.upkeep(), "");
    row(grid, "all", bill.all(), "without catalog, logs, queries, look-ups of segments");
    row(grid, "a million events", bill.perMillion(), "");
    return grid;
  }

  private static void row(Grid grid, String name, double value, String note) {
    grid.row(name, List.of(Numbers.of(value), note));
  }
}
