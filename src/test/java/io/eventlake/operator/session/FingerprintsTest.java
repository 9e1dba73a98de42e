package io.eventlake.operator.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

  /** State holds them: another one would not know what was seen. */
  @Test
  void neverChange() {
    assertThat(Fingerprints.of(0, 0)).isEqualTo(0);
    assertThat(Fingerprints.of(1, -2)).isEqualTo(0xBF10CA705E8CA6A3L);
  }

  /** As of ids that are numbers, times or differ in one half only. */
  @Test
  void idsThatAreAlikeHaveOthers() {
    Set<Long> seen = new HashSet<>();
    int ids = 0;
    for (long i = 0; i < 200_000; i++) {
      seen.add(Fingerprints.of(0x0190_0000_0000_7000L + (i << 16), 0x8000_0000_0000_0000L));
      seen.add(Fingerprints.of(i + 1, 7));
      seen.add(Fingerprints.of(7, i << 32 | 1));
      ids += 3;
    }

    assertThat(seen).hasSize(ids);
  }
}
