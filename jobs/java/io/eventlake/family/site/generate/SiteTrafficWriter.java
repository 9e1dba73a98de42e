package io.eventlake.family.site.generate;

import io.eventlake.family.TrafficRecord;
import io.eventlake.family.TrafficWishes;
import io.eventlake.family.TrafficWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Traffic of a site, as whoever generates it from outside asks for it. */
public final class SiteTrafficWriter implements TrafficWriter {

  /** As long as most of what people begin. */
  private static final Duration WARM_UP = Duration.ofMinutes(15);

  @Override
  public List<String> quirks() {
    return Arrays.stream(SiteQuirk.values()).map(Enum::name).collect(Collectors.toList());
  }

  @Override
  public Path write(TrafficWishes wishes, Path directory, long recordsPerFile) throws IOException {
    SiteFiles files = new SiteFiles(directory, recordsPerFile);
    files.write(traffic(wishes));
    return files.events();
  }

  @Override
  public Iterator<TrafficRecord> live(TrafficWishes wishes) {
    SiteGenerator records = new SiteGenerator(traffic(wishes).warmUp(WARM_UP));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public TrafficRecord next() {
        SiteRecord record = records.next();
        return new TrafficRecord(record.json(), record.dueMillis());
      }
    };
  }

  private static SiteTraffic traffic(TrafficWishes wishes) {
    SiteTraffic traffic =
        SiteTraffic.events(wishes.events).seed(wishes.seed).start(wishes.start).span(wishes.span);
    wishes.shares.forEach((name, share) -> traffic.share(SiteQuirk.valueOf(name), share));
    return traffic;
  }
}
