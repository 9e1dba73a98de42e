package io.eventlake.family.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.RejectReason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event type and every reason code against golden files. */
class WebFixturesTest {

  static List<Fixture> fixtures() {
    return Fixture.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void decodesAsExpected(Fixture fixture) {
    List<String> actual = fixture.actual();

    assertThat(actual).isNotEmpty().isEqualTo(fixture.expected());
  }

  @Test
  void everyReasonHasAFixture() {
    List<String> names = Fixture.all().stream().map(fixture -> fixture.name).toList();

    assertThat(names)
        .containsAll(
            Arrays.stream(RejectReason.values())
                .filter(reason -> !reason.ofSource() && !reason.ofEntities())
                .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                .toList());
  }
}
