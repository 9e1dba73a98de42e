package io.eventlake.family.caliper.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ids that lakes have are those of {@link UUID#nameUUIDFromBytes}. */
class NamedIdsTest {

  @Test
  void areThoseOfThePlatform() {
    NamedIds ids = new NamedIds();
    for (int i = 0; i < 1_000; i++) {
      String name = "event:" + i + ":Zo\u00eb";
      assertThat(ids.of(name))
          .isEqualTo(UUID.nameUUIDFromBytes(("caliper:" + name).getBytes(StandardCharsets.UTF_8)));
    }
  }
}
