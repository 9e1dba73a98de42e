package io.eventlake.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.emulator.DynamoDbEmulator;
import io.eventlake.connector.segments.SegmentLookups;
import io.eventlake.event.SegmentItem;
import io.eventlake.operator.segment.SegmentLookup;
import io.eventlake.operator.segment.SegmentMembership;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.TestOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbSegmentLookupITCase {

  private static final String REGION = "us-east-1";

  @TempDir private Path directory;

  @Test
  void findsWhatTheTableHolds() {
    try (DynamoDbEmulator emulator =
        DynamoDbEmulator.start(Emulators.DIRECTORY, directory.resolve("dynamodb.log"))) {
      List<SegmentItem> items = new ArrayList<>();
      List<SegmentMembership> expected = new ArrayList<>();
      // More than one batch, and more than the megabyte of one page.
      String padding = "x".repeat(900);
      for (int i = 0; i < 800; i++) {
        String segment = String.format(Locale.ROOT, "%04d%s", i, padding);
        Instant end = i % 2 == 0 ? null : Instant.ofEpochMilli(2_000_000 + i);
        items.add(new SegmentItem("u1", segment, Instant.ofEpochMilli(1_000_000 + i), end));
        expected.add(
            new SegmentMembership(
                segment, 1_000_000 + i, end == null ? Long.MAX_VALUE : end.toEpochMilli()));
      }

      try (SegmentTable table = new SegmentTable("segments", REGION, emulator.endpoint())) {
        table.create();
        table.put(items);
        table.put(List.of(new SegmentItem("u2", "vip", Instant.EPOCH, null)));
      }

      try (SegmentLookup lookup =
          SegmentLookups.create(
              TestOptions.files("/nowhere")
                  .with("segments.type", "dynamodb")
                  .with("segments.table", "segments")
                  .with("segments.endpoint", emulator.endpoint())
                  .segments(),
              1_000)) {
        lookup.open();

        assertThat(found(lookup, "u1")).usingRecursiveComparison().isEqualTo(expected);
        assertThat(found(lookup, "u2"))
            .usingRecursiveComparison()
            .isEqualTo(List.of(new SegmentMembership("vip", 0, Long.MAX_VALUE)));
        assertThat(found(lookup, "u3")).isEmpty();
      }
    }
  }

  private static List<SegmentMembership> found(SegmentLookup lookup, String user) {
    return lookup.memberships(user).orTimeout(20, TimeUnit.SECONDS).join();
  }
}
