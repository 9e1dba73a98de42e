package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeOrderAssignerTest {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long OCTOBER_31 = 1_793_404_800_000L;

  @TempDir private Path directory;

  @Test
  void filesAreReadInTheOrderOfTheirEvents() throws IOException {
    write("a/2026-11-03.ndjson", OCTOBER_31 + 3 * DAY, OCTOBER_31 + 4 * DAY);
    write("b/2026-11-01.ndjson.gz", OCTOBER_31 + DAY, OCTOBER_31 + 2 * DAY);
    write("part-10.ndjson", OCTOBER_31 + 10 * DAY, OCTOBER_31 + 11 * DAY);
    write("part-2.ndjson", OCTOBER_31 + 2 * DAY, OCTOBER_31 + 3 * DAY);

    assertThat(order(assigner(new Millis())))
        .containsExactly(
            "b/2026-11-01.ndjson.gz holds 11-02T00",
            "part-2.ndjson holds 11-03T00",
            "a/2026-11-03.ndjson holds 11-10T00",
            "part-10.ndjson holds nothing");
  }

  @Test
  void oneClockDecidesNothing() throws IOException {
    write("late.ndjson", OCTOBER_31 - 40 * DAY, OCTOBER_31 + 5 * DAY, OCTOBER_31 + 5 * DAY + HOUR);
    write("reset.ndjson", OCTOBER_31 + 4 * DAY, 0, OCTOBER_31 + 4 * DAY + HOUR);
    write(
        "ahead.ndjson",
        OCTOBER_31 + 4_000 * DAY,
        OCTOBER_31 + 3 * DAY,
        OCTOBER_31 + 3 * DAY + HOUR);
    write("two.ndjson", OCTOBER_31 + 4_000 * DAY, OCTOBER_31 + 6 * DAY);
    Files.writeString(directory.resolve("none.ndjson"), "nothing here is an event\n\n");

    assertThat(order(assigner(new Millis())))
        .containsExactly(
            "none.ndjson holds 09-21T00",
            "ahead.ndjson holds 09-21T00",
            "reset.ndjson holds 09-21T00",
            "late.ndjson holds 11-06T00",
            "two.ndjson holds nothing");
  }

  @Test
  void withoutTimesTheOrderIsThatOfTheNamesAndNothingIsHeld() throws IOException {
    write("part-10.ndjson", OCTOBER_31);
    write("part-2.ndjson", OCTOBER_31 + DAY);

    assertThat(order(assigner(null)))
        .containsExactly("part-2.ndjson holds nothing", "part-10.ndjson holds nothing");
  }

  @Test
  void manyFilesAreLookedIntoSideBySide() throws IOException {
    for (int file = 0; file < 200; file++) {
      write(file + ".ndjson", OCTOBER_31 + (200 - file) * DAY);
    }

    assertThat(order(assigner(new Millis())))
        .hasSize(200)
        .first()
        .isEqualTo("199.ndjson holds 11-02T00");
  }

  @Test
  void aRestoredSplitKnowsItsTimesAndItsRecordsTheirHold() throws IOException {
    write("a.ndjson", OCTOBER_31, OCTOBER_31 + DAY);
    write("b.ndjson", OCTOBER_31 + HOUR);
    TimeOrderAssigner assigner = assigner(new Millis());
    FileSourceSplit waiting =
        assigner.remainingSplits().stream().reduce((first, last) -> last).orElseThrow();
    FileSourceSplit handedOut = restored(assigner.getNext(null).orElseThrow());
    Files.delete(directory.resolve("b.ndjson"));

    assertThat(order(new TimeOrderAssigner(List.of(restored(waiting)), firstEvents(new Millis()))))
        .containsExactly("b.ndjson holds nothing");
    assertThat(SplitTimes.of(restored(waiting)).earliest).isEqualTo(OCTOBER_31 + HOUR);
    try (NdjsonReader reader =
        new NdjsonFormat(1_000, WholeFile.OnChange.FAIL)
            .restoreReader(new Configuration(), handedOut)) {
      assertThat(reader.next().holdMillis).isEqualTo(OCTOBER_31 + HOUR);
    }
  }

  private TimeOrderAssigner assigner(EventDecoder decoder) throws IOException {
    org.apache.flink.core.fs.Path[] paths = {
      new org.apache.flink.core.fs.Path(directory.toString())
    };
    Collection<FileSourceSplit> splits = new EventFileEnumerator().enumerateSplits(paths, 1);
    return new TimeOrderAssigner(splits, firstEvents(decoder));
  }

  private static FirstEvents firstEvents(EventDecoder decoder) {
    return new FirstEvents(new NdjsonFormat(1_000, WholeFile.OnChange.FAIL), decoder);
  }

  private static FileSourceSplit restored(FileSourceSplit split) throws IOException {
    FileSourceSplitSerializer serializer = FileSourceSplitSerializer.INSTANCE;
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
  }

  private static List<String> order(TimeOrderAssigner assigner) {
    List<String> order = new ArrayList<>();
    for (Optional<FileSourceSplit> next = assigner.getNext(null);
        next.isPresent();
        next = assigner.getNext(null)) {
      long hold = SplitTimes.hold(next.get());
      String until =
          hold == Long.MAX_VALUE
              ? "nothing"
              : Instant.ofEpochMilli(hold).toString().substring(5, 13);
      order.add(next.get().splitId() + " holds " + until);
    }

    return order;
  }

  private void write(String name, long... times) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    String lines = LongStream.of(times).mapToObj(time -> time + "\n").collect(Collectors.joining());
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Events that are their own time, epoch milliseconds; anything else is none. */
  private static final class Millis implements EventDecoder {

    private static final long serialVersionUID = 1L;

    @Override
    public void decode(RawRecord record, DecodeOutput output) {
      String text = new String(record.payload, StandardCharsets.UTF_8);
      if (text.matches("[0-9]+")) {
        EventEnvelope event = new EventEnvelope();
        event.eventTimeMillis = Long.parseLong(text);
        output.accepted(event, "number", null);
      } else {
        output.rejected(RejectReason.MALFORMED_JSON, 0, null);
      }
    }
  }
}
