package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLauncherTest {

  @TempDir private Path directory;

  @Test
  void oneArgumentAtMost() {
    assertThatThrownBy(() -> JobLauncher.main(new String[] {"one.json", "two.json"}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("there is one argument at most");
  }

  @Test
  void theArgumentIsAFileOfPropertyGroups() throws Exception {
    Path file = directory.resolve("properties.json");
    Files.writeString(
        file, "[{\"PropertyGroupId\": \"job\", \"PropertyMap\": {\"nmae\": \"clickstream\"}}]");

    assertThatThrownBy(() -> JobLauncher.main(new String[] {file.toString()}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("job.nmae is not an option");
  }
}
