package io.eventlake.testing;

import io.eventlake.config.JobOptions;
import io.eventlake.config.SegmentsOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.job.JobCatalog;
import java.util.Map;
import java.util.TreeMap;

/** Options of a test: the fewest that parse, changed key by key. */
public final class TestOptions {

  private final Map<String, String> properties = new TreeMap<>();

  private TestOptions() {
    with("job.name", "test");
    with("lake.warehouse", "/nowhere");
  }

  /** Reading a directory. */
  public static TestOptions files(String path) {
    return new TestOptions().with("source.type", "files").with("source.path", path);
  }

  /** Reading a stream of an emulator. */
  public static TestOptions kinesis(String stream, String endpoint) {
    return new TestOptions()
        .with("source.type", "kinesis")
        .with("source.stream", stream)
        .with("source.endpoint", endpoint);
  }

  public TestOptions with(String key, String value) {
    properties.put(key, value);
    return this;
  }

  public JobOptions all() {
    return JobCatalog.options().parse(properties);
  }

  public SourceOptions source() {
    return all().source;
  }

  public SegmentsOptions segments() {
    return all().segments;
  }
}
