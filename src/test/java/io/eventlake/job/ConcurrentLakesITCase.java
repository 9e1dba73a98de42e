package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.testing.JobProcess;
import io.eventlake.testing.LakeComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One new warehouse on the local disk, and jobs that fill lakes of their own in it at once. */
class ConcurrentLakesITCase {

  private static final long SEED = 20_260_607;
  private static final int EVENTS = 2_000;

  @TempDir private Path directory;

  @Test
  @Timeout(150)
  void twoJobsOfAJvmAndOneOfAnotherDoNotMeet() throws Exception {
    Input first = new Input("a");
    Input second = new Input("b");
    Input third = new Input("c");
    try (JobProcess process = JobProcess.start(third.properties, third.directory)) {
      LocalRun run = LocalRun.start(first.options());
      LocalRun other = LocalRun.start(second.options());

      run.ended().get();
      other.ended().get();
      assertThat(process.ended().get()).isZero();
    }

    for (Input input : new Input[] {first, second, third}) {
      LakeComparison.assertLake(input.options().lake, input.expected);
    }
  }

  /** The events of one job, and its options. */
  private final class Input {

    private final Path directory;
    private final ExpectedLake expected;
    private final Map<String, String> properties = new HashMap<>();

    Input(String name) throws IOException {
      directory = Files.createDirectory(ConcurrentLakesITCase.this.directory.resolve(name));
      GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, EVENTS);
      expected = files.write(GeneratorOptions.events(EVENTS).seed(SEED + name.charAt(0)).build());
      properties.put("job.name", "clickstream");
      properties.put("source.type", "files");
      properties.put("source.path", files.events().toString());
      properties.put("segments.type", "file");
      properties.put("segments.path", files.segments().toString());
      properties.put(
          "lake.warehouse", ConcurrentLakesITCase.this.directory.resolve("lake").toString());
      properties.put("lake.database-prefix", name + "_");
      properties.put("local.parallelism", "1");
      properties.put("local.state-directory", directory.resolve("state").toString());
      properties.put("local.checkpoint-interval", "1 s");
    }

    JobOptions options() {
      return JobOptions.parse(properties);
    }
  }
}
