package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.testing.Seed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Property 16: from the first day to yesterday, whatever was asked for, and today never. */
class MetricsDaysTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-03-12");

  @Test
  void todayIsNeverCounted() {
    Random random = new Random(Seed.of(MetricsDaysTest.class, 16));
    for (int draw = 0; draw < 500; draw++) {
      LocalDate from = TODAY.minusDays(random.nextInt(40) - 5L);
      LocalDate to = from.plusDays(random.nextInt(40));
      Instant now = Instant.parse(TODAY + "T00:00:00Z").plusSeconds(random.nextInt(86_400));
      List<String> told = new ArrayList<>();
      if (to.isAfter(TODAY) || !from.isBefore(TODAY)) {
        assertThatThrownBy(() -> MetricsDays.of(from, to, now, told::add))
            .isInstanceOf(ConfigException.class)
            .hasMessageContaining("the last day that can be counted is 2026-03-11");
      } else {
        List<LocalDate> days = MetricsDays.of(from, to, now, told::add).all();
        LocalDate last = to.equals(TODAY) ? to.minusDays(1) : to;
        assertThat(days).isEqualTo(from.datesUntil(last.plusDays(1)).toList());
        assertThat(told).hasSize(to.equals(TODAY) ? 1 : 0);
      }
    }
  }
}
