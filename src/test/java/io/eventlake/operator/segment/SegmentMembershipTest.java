package io.eventlake.operator.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentMembershipTest {

  @Test
  void isActiveFromItsStartUntilBeforeItsEnd() {
    SegmentMembership membership = new SegmentMembership("vip", 100, 200);

    assertThat(membership.activeAt(99)).isFalse();
    assertThat(membership.activeAt(100)).isTrue();
    assertThat(membership.activeAt(199)).isTrue();
    assertThat(membership.activeAt(200)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:01Z, 1970-01-01T00:00:02Z",
    "1970-01-01T02:00:01.000+02:00, 1970-01-01T00:00:02.000Z",
    "1000, 2000",
    "1000.0, 2000.000"
  })
  void readsInstantsAndEpochMilliseconds(String validFrom, String validTo) {
    assertThat(SegmentMembership.parse("vip", validFrom, validTo))
        .usingRecursiveComparison()
        .isEqualTo(new SegmentMembership("vip", 1_000, 2_000));
  }

  @Test
  void lastsWithoutAnEnd() {
    SegmentMembership lasting = new SegmentMembership("vip", 0, Long.MAX_VALUE);

    assertThat(SegmentMembership.parse("vip", "0", null))
        .usingRecursiveComparison()
        .isEqualTo(lasting);
    assertThat(SegmentMembership.parse("vip", "0", ""))
        .usingRecursiveComparison()
        .isEqualTo(lasting);
  }

  @ParameterizedTest
  @CsvSource({
    ", 0, , segment_key is missing",
    "'', 0, , segment_key is missing",
    "vip, , , valid_from is missing",
    "vip, secret, , valid_from is no instant",
    "vip, 2026-01-01, , valid_from is no instant",
    "vip, 99999999999999999999, , valid_from is no instant",
    "vip, 9999999999999999999, , valid_from is no instant",
    "vip, 1.5, , valid_from is no instant",
    "vip, 0, 2026-01-01T00:00:00, valid_to is no instant",
    "vip, 0, +999999999-12-31T23:59:59Z, valid_to is no instant"
  })
  void whatIsMalformedIsNamedWithoutItsValue(
      String segment, String validFrom, String validTo, String message) {
    assertThatThrownBy(() -> SegmentMembership.parse(segment, validFrom, validTo))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
