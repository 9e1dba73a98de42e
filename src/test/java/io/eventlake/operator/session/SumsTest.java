package io.eventlake.operator.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Sums of amounts never run over. */
class SumsTest {

  /** The contract's largest amount, and the most events that a session may be given. */
  private static final long MAX_AMOUNT = 1_000_000_000_000L;

  private static final int MOST_EVENTS = 1_000_000;

  @Test
  void sumsWhatTheContractAllowsExactly() {
    BigInteger exact = BigInteger.valueOf(MAX_AMOUNT).multiply(BigInteger.valueOf(MOST_EVENTS));
    long sum = 0;
    for (int i = 0; i < MOST_EVENTS; i++) {
      sum = Sums.plus(sum, MAX_AMOUNT);
    }

    assertThat(BigInteger.valueOf(sum)).isEqualTo(exact);
  }

  @Test
  void largerAmountsOfAnOldLakeNeverTurnNegative() {
    assertThat(Sums.plus(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(Sums.plus(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(Sums.plus(Long.MAX_VALUE - 1, 1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aSumThatRanOverInOldStateIsTheLargest() {
    assertThat(Sums.ofState(-2)).isEqualTo(Long.MAX_VALUE);
    assertThat(Sums.ofState(7)).isEqualTo(7);
  }
}
