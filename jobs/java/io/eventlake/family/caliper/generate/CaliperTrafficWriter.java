package io.eventlake.family.caliper.generate;

import io.eventlake.family.TrafficRecord;
import io.eventlake.family.TrafficWishes;
import io.eventlake.family.TrafficWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Traffic of learning events, as whoever generates it from outside asks for it. */
public final class CaliperTrafficWriter implements TrafficWriter {

  /** As long as most of what people begin. */
  private static final Duration WARM_UP = Duration.ofMinutes(45);

  /** Nobody waits for the night. */
  private static final Duration GRADING = Duration.ofMinutes(5);

  /** Lessons are of an extension; who was made up needs no pseudonym. */
  @Override
  public Map<String, String> jobOptions() {
    Map<String, String> options = new TreeMap<>();
    options.put("caliper.extensions", "timeback-1");
    options.put("caliper.persons", "keep");
    return options;
  }

  @Override
  public List<String> quirks() {
    return Arrays.stream(CaliperQuirk.values()).map(Enum::name).collect(Collectors.toList());
  }

  @Override
  public Path write(TrafficWishes wishes, Path directory, long recordsPerFile) throws IOException {
    CaliperFiles files = new CaliperFiles(directory, recordsPerFile);
    files.write(traffic(wishes));
    return files.events();
  }

  @Override
  public Iterator<TrafficRecord> live(TrafficWishes wishes) {
    CaliperGenerator records =
        new CaliperGenerator(traffic(wishes).warmUp(WARM_UP).gradingEvery(GRADING));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public TrafficRecord next() {
        CaliperRecord record = records.next();
        return new TrafficRecord(record.json(), record.dueMillis());
      }
    };
  }

  private static CaliperTraffic traffic(TrafficWishes wishes) {
    CaliperTraffic traffic =
        CaliperTraffic.events(wishes.events)
            .seed(wishes.seed)
            .start(wishes.start)
            .span(wishes.span);
    wishes.shares.forEach((name, share) -> traffic.share(CaliperQuirk.valueOf(name), share));
    return traffic;
  }
}
