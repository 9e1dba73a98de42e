package io.eventlake.family.xp;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Of deliveries of all results only what is news is kept, and tells the same as all of it. */
class LastDeliveredTest {

  private static final List<String> IDS = List.of("a", "b", "c");

  private final List<ResultVersion> whole = new ArrayList<>();
  private final List<BulkDelivery> wholeBulks = new ArrayList<>();
  private final List<ResultVersion> kept = new ArrayList<>();
  private final List<BulkDelivery> keptBulks = new ArrayList<>();
  private LastDelivered last = new LastDelivered();
  private int skipped;

  /** Deliveries at random, the first of them from before anything was left out. */
  @Test
  void newsAloneTellsTheSame() {
    long seed = Seed.of(LastDeliveredTest.class, 2_055);
    for (int round = 0; round < 2_000; round++) {
      whole.clear();
      wholeBulks.clear();
      kept.clear();
      keptBulks.clear();
      last = new LastDelivered();
      Random random = new Random(seed + round);
      int old = random.nextInt(4);
      int end = old + 2 + random.nextInt(9);
      for (long delivery = 1; delivery <= end; delivery++) {
        deliver(delivery, random, delivery <= old);
        if (random.nextInt(3) == 0 || delivery == old) {
          last = asTheTablesHaveIt();
        }
      }

      for (String id : IDS) {
        assertThat(told(kept, keptBulks, id))
            .as("seed %d, result %s", seed + round, id)
            .isEqualTo(told(whole, wholeBulks, id));
      }
    }

    assertThat(skipped).as("seed %d", seed).isGreaterThan(2_000);
  }

  private void deliver(long delivery, Random random, boolean isOld) {
    boolean isBulk = random.nextInt(3) > 0;
    long bulk = isBulk && !isOld ? delivery : 0;
    long newest = 0;
    long row = 0;
    for (String id : IDS) {
      int kind = random.nextInt(8);
      if (kind == 0 || (kind == 1 && !isBulk)) {
        continue;
      }

      ResultVersion version = version(id, 1 + random.nextInt(3) / 2, 1 + random.nextInt(4) / 3);
      version.delivery = delivery;
      version.row = ++row;
      version.rejected = kind == 2;
      whole.add(version);
      newest = version.rejected ? newest : Math.max(newest, version.modified);
      keep(version, bulk, isOld);
    }

    if (isBulk) {
      wholeBulks.add(new BulkDelivery(delivery, newest, false));
      keptBulks.add(new BulkDelivery(delivery, newest, !isOld));
      if (!isOld) {
        for (String id : last.lacking(delivery)) {
          ResultVersion absent = version(id, 0, 0);
          absent.state = ResultState.ABSENT;
          absent.delivery = delivery;
          kept.add(absent);
        }
      }
    }
  }

  private void keep(ResultVersion version, long bulk, boolean isOld) {
    if (isOld) {
      kept.add(version);
    } else if (version.rejected) {
      last.hasRejected(version.id, bulk);
      kept.add(version);
    } else if (last.has(version.id, print(version), bulk)) {
      kept.add(version);
    } else {
      skipped++;
    }
  }

  private static ResultVersion version(String id, long modified, int xp) {
    ResultVersion version = new ResultVersion();
    version.id = id;
    version.student = "s";
    version.activity = id;
    version.modified = modified;
    version.graded = true;
    version.xp = BigDecimal.valueOf(xp);
    return version;
  }

  private static long print(ResultVersion version) {
    return version.modified * 10 + version.xp.longValue();
  }

  /** As the next run finds it. */
  private LastDelivered asTheTablesHaveIt() {
    LastDelivered found = new LastDelivered();
    TreeSet<Long> telling = new TreeSet<>();
    keptBulks.stream().filter(bulk -> bulk.tellsAbsence).forEach(bulk -> telling.add(bulk.number));
    for (String id : IDS) {
      Long print = null;
      long came = 0;
      long absent = 0;
      long inBulk = 0;
      for (ResultVersion version : kept) {
        if (!version.id.equals(id)) {
          continue;
        }

        if (version.state == ResultState.ABSENT) {
          absent = version.delivery;
        } else {
          came = version.delivery;
          boolean isOfBulk = !version.rejected && telling.contains(version.delivery);
          inBulk = isOfBulk ? version.delivery : inBulk;
          print = version.rejected ? print : Long.valueOf(print(version));
        }
      }

      if (print != null) {
        found.put(id, print, absent > came, inBulk > absent);
      }
    }

    return found;
  }

  private static List<String> told(
      List<ResultVersion> delivered, List<BulkDelivery> bulks, String id) {
    return ResultHistory.of(delivered.stream().filter(v -> v.id.equals(id)).toList(), bulks)
        .stream()
        .map(result -> result.state + " " + result.xp + " " + result.since)
        .toList();
  }
}
