package io.eventlake.job;

import io.eventlake.cli.emulator.DynamoDbEmulator;
import io.eventlake.connector.dynamodb.SegmentTable;
import io.eventlake.event.SegmentItem;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.SegmentGenerator;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.FaultProxy;
import io.eventlake.testing.FaultProxy.Fate;
import io.eventlake.testing.LocalAws;
import io.eventlake.testing.Seed;
import io.eventlake.testing.cluster.FaultResults;
import io.eventlake.testing.cluster.FilesUnderFaults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Lookups of segments and processes that die, named as in the design's list of faults. */
@Tag("faults")
@Timeout(400)
class SegmentFaultsITCase {

  private static final String TABLE = "segments";
  private static final int PARTS = 3;
  private static final long EVENTS = 1_500L * PARTS;
  private static final int HELD = 20;

  @RegisterExtension private final FaultResults results = new FaultResults();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  void fault42KilledWhileLookupsAreInFlight() throws Exception {
    long seed = Seed.of(SegmentFaultsITCase.class, 1_042);
    try (DynamoDbEmulator dynamoDb =
            DynamoDbEmulator.start(Emulators.DIRECTORY, directory.resolve("dynamodb.log"));
        FaultProxy proxy = new FaultProxy(dynamoDb.endpoint())) {
      load(dynamoDb, seed);
      try (FilesUnderFaults run =
          FilesUnderFaults.start(
              directory, properties(proxy), null, EVENTS, PARTS, seed, results)) {
        for (int part = 0; part < PARTS; part++) {
          CountDownLatch release = new CountDownLatch(1);
          int before = proxy.faults();
          proxy.rule(call -> Fate.held(release));
          run.deliver();
          run.cluster().await("lookups are in flight", () -> proxy.faults() >= before + HELD);
          // Those under way are in the state then, and nowhere else.
          run.cluster().awaitCheckpoints(2);
          long begin = System.currentTimeMillis();
          run.cluster().kill(run.cluster().busy().get(run.random().nextInt(2)));
          run.cluster().startTaskManager();
          release.countDown();
          proxy.rule(call -> Fate.PASS);
          run.awaitRecovery(begin);
        }

        run.finish();
      }
    }
  }

  private static Map<String, String> properties(FaultProxy proxy) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("segments.type", "dynamodb");
    properties.put("segments.table", TABLE);
    properties.put("segments.region", LocalAws.REGION);
    properties.put("segments.endpoint", proxy.endpoint());
    properties.put("segments.cache-size", "0");
    // They may take as long as the test holds them, and a checkpoint has to get past them.
    properties.put("segments.timeout", "5 min");
    properties.put("segments.max-in-flight", "2000");
    return properties;
  }

  private static void load(DynamoDbEmulator dynamoDb, long seed) {
    List<SegmentItem> items = new ArrayList<>();
    new SegmentGenerator(GeneratorOptions.events(EVENTS).seed(seed).build()).forEach(items::add);
    try (SegmentTable table = new SegmentTable(TABLE, LocalAws.REGION, dynamoDb.endpoint())) {
      table.create();
      table.put(items);
    }
  }
}
