package io.eventlake.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

  @Test
  void numbersAreOrderedByTheirValue() {
    List<String> expected =
        List.of(
            "",
            "2026-1/part-2",
            "2026-01/part-10",
            "2026-02/part-1",
            "2026-11/part-1",
            "2026-11/part-1b",
            "a",
            "a01",
            "a1",
            "a2",
            "a10",
            "a123456789012345678901234567890",
            "b");
    List<String> shuffled = new ArrayList<>(expected);
    Collections.shuffle(shuffled, new Random(3));

    shuffled.sort(NaturalOrder.INSTANCE);

    assertThat(shuffled).isEqualTo(expected);
  }
}
