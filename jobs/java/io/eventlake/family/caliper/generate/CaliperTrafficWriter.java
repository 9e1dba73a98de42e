package io.eventlake.family.caliper.generate;

import io.eventlake.family.TrafficWishes;
import io.eventlake.family.TrafficWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Traffic of learning events, as whoever generates it from outside asks for it. */
public final class CaliperTrafficWriter implements TrafficWriter {

  @Override
  public List<String> quirks() {
    return Arrays.stream(CaliperQuirk.values()).map(Enum::name).collect(Collectors.toList());
  }

  @Override
  public Path write(TrafficWishes wishes, Path directory, long recordsPerFile) throws IOException {
    CaliperTraffic traffic =
        CaliperTraffic.events(wishes.events)
            .seed(wishes.seed)
            .start(wishes.start)
            .span(wishes.span);
    wishes.shares.forEach((name, share) -> traffic.share(CaliperQuirk.valueOf(name), share));
    CaliperFiles files = new CaliperFiles(directory, recordsPerFile);
    files.write(traffic, ExpectedLearning.counting());
    return files.events();
  }
}
