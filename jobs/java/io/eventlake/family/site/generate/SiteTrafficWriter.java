package io.eventlake.family.site.generate;

import io.eventlake.family.TrafficWishes;
import io.eventlake.family.TrafficWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Traffic of a site, as whoever generates it from outside asks for it. */
public final class SiteTrafficWriter implements TrafficWriter {

  @Override
  public List<String> quirks() {
    return Arrays.stream(SiteQuirk.values()).map(Enum::name).collect(Collectors.toList());
  }

  @Override
  public Path write(TrafficWishes wishes, Path directory, long recordsPerFile) throws IOException {
    SiteTraffic traffic =
        SiteTraffic.events(wishes.events).seed(wishes.seed).start(wishes.start).span(wishes.span);
    wishes.shares.forEach((name, share) -> traffic.share(SiteQuirk.valueOf(name), share));
    SiteFiles files = new SiteFiles(directory, recordsPerFile);
    files.write(traffic);
    return files.events();
  }
}
