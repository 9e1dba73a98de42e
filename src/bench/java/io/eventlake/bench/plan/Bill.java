package io.eventlake.bench.plan;

/** What a load costs in a month of 30 days, in the currency of the prices. */
final class Bill {

  private static final double HOURS = 720;
  private static final double DAYS = 30;

  /** Of a record in a stream; and of a KPU in running storage, GB. */
  private static final double PAYLOAD_UNIT = 25 << 10;

  private static final double KPU_DISK_GB = 50;

  private final Capacity capacity;
  private final LoadOptions load;
  private final PriceOptions prices;

  Bill(Capacity capacity, LoadOptions load, PriceOptions prices) {
    this.capacity = capacity;
    this.load = load;
    this.prices = prices;
  }

  double shards() {
    return capacity.shards() * HOURS * prices.shardHour;
  }

  /** Packed records are as large as a payload unit. */
  double puts() {
    double units =
        load.packed
            ? load.rate * load.eventBytes / PAYLOAD_UNIT
            : load.rate * Math.ceil(load.eventBytes / PAYLOAD_UNIT);
    return units * HOURS * 3600 / 1e6 * prices.putMillion;
  }

  /** With one each for the orchestration of a job, and their disks. */
  double kpus() {
    double kpus = capacity.kpus() + capacity.jobs();
    return kpus * HOURS * prices.kpuHour + capacity.kpus() * KPU_DISK_GB * prices.diskMonth;
  }

  double writes() {
    return capacity.writesPerDay() * DAYS / 1e3 * prices.s3Thousand;
  }

  /** Of the rows of one month, each month more. */
  double rows() {
    return capacity.storedBytesPerDay() * DAYS / 1e9 * prices.s3Month;
  }

  double upkeep() {
    return (capacity.maintainCores() + capacity.auditCores()) * HOURS * prices.coreHour;
  }

  double all() {
    return shards() + puts() + kpus() + writes() + rows() + upkeep();
  }

  double perMillion() {
    return all() / (load.rate * HOURS * 3600 / 1e6);
  }
}
