package io.eventlake.bench.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.util.FileUtils;

/** A lake of generated events, as a user makes one with the commands; kept for the next time. */
final class QueryLake {

  private static final Set<Integer> FINE = Set.of(0);

  /** Before this day all days are over. */
  private static final String END = "2100-01-01";

  private final Launcher launcher;
  private final Path lakes;
  private final QueryOptions options;

  QueryLake(Launcher launcher, Path lakes, QueryOptions options) {
    this.launcher = launcher;
    this.lakes = lakes;
    this.options = options;
  }

  /** The directory of the lake, which is made where it is not there. */
  Path directory() throws IOException {
    String name =
        String.join(
            "-",
            "" + options.events,
            "in",
            "" + options.span,
            "seed",
            "" + options.seed,
            options.maintained ? "maintained" : "as-written");
    Path lake = lakes.resolve(name);
    Path mark = lakes.resolve(name + ".made");
    if (!Files.exists(mark)) {
      FileUtils.deleteDirectory(lake.toFile());
      make(lake);
      Files.createFile(mark);
    }

    return lake;
  }

  private void make(Path lake) throws IOException {
    Path data = lakes.resolve("data");
    FileUtils.deleteDirectory(data.toFile());
    launcher.run(
        FINE,
        List.of(
            "generate",
            "--events=" + options.events,
            "--span=" + options.span,
            "--seed=" + options.seed,
            "--out=" + data));
    String segments = data.resolve("segments.ndjson").toString();
    String warehouse = "lake.warehouse=" + lake;
    launcher.run(
        FINE,
        List.of(
            "run",
            "clickstream",
            "--quiet",
            "--set=source.type=files",
            "--set=source.path=" + data.resolve("events"),
            "--set=segments.type=file",
            "--set=segments.path=" + segments,
            "--set=" + warehouse));
    launcher.run(
        FINE,
        List.of(
            "run",
            "segments",
            "--quiet",
            "--set=source.type=files",
            "--set=source.path=" + segments,
            "--set=" + warehouse));
    FileUtils.deleteDirectory(data.toFile());
    if (options.maintained) {
      launcher.run(FINE, List.of("maintain", "--warehouse=" + lake, "--before=" + END));
    }
  }
}
