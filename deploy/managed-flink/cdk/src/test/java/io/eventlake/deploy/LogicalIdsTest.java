package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A resource that gets another id in its template is made anew, and the one that was deployed goes:
 * a stack of 0.1.0 is updated, not replaced. {@code -Dupdate.golden=true} writes those of today.
 */
class LogicalIdsTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "logical-ids.txt");

  @Test
  void noResourceIsReplaced() throws IOException {
    List<String> ids =
        Templates.committed().all().entrySet().stream()
            .map(resource -> resource.getKey() + " " + resource.getValue().get("Type").asText())
            .toList();
    if (Boolean.getBoolean("update.golden")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.write(GOLDEN, ids);
    }

    assertThat(ids).isEqualTo(Files.readAllLines(GOLDEN));
  }
}
