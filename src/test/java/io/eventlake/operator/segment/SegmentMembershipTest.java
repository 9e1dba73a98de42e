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
  })
  void readsInstants(String validFrom, String validTo) {
    assertThat(SegmentMembership.parse("vip", validFrom, validTo))
        .usingRecursiveComparison()
        .isEqualTo(new SegmentMembership("vip", 1_000, 2_000));
  }

  @ParameterizedTest
  @CsvSource({"1767225600000, 1767225600001", "1767225600000.0, 1767225600001.000"})
  void readsEpochMilliseconds(String validFrom, String validTo) {
    assertThat(SegmentMembership.parse("vip", validFrom, validTo))
        .usingRecursiveComparison()
        .isEqualTo(new SegmentMembership("vip", 1_767_225_600_000L, 1_767_225_600_001L));
  }

  @ParameterizedTest
  @CsvSource({
    "1767225600, , valid_from is not in milliseconds",
    "1767225600.0, , valid_from is not in milliseconds",
    "1, , valid_from is not in milliseconds",
    "1767225600000000, , valid_from is not in milliseconds",
    "9223372036854775806, , valid_from is not in milliseconds",
    "0, 1767225600, valid_to is not in milliseconds",
    "0, 1767225600000000, valid_to is not in milliseconds",
    "0, 1767225600000000000, valid_to is not in milliseconds"
  })
  void otherUnitsAreRefused(String validFrom, String validTo, String message) {
    assertThatThrownBy(() -> SegmentMembership.parse("vip", validFrom, validTo))
        .isInstanceOf(MalformedItemException.class)
        .hasMessage(message);
  }

  @Test
  void lastsFromTheBeginningToTheEndOfTime() {
    assertThat(SegmentMembership.parse("vip", "-9223372036854775808", "9223372036854775806"))
        .usingRecursiveComparison()
        .isEqualTo(new SegmentMembership("vip", Long.MIN_VALUE, Long.MAX_VALUE - 1));
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
