package io.eventlake.family.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

/** A minute's payout that no number holds goes to several rows, which readers sum. */
class WebActivityRowsTest {

  private final WebActivityRows rows = new WebActivityRows();
  private final RowData click =
      WebEventText.click().withJson("/affiliate", "{'payout_cents':125}").decode().event.silver;

  @Test
  void takesWhatFits() {
    long[] sums = {3, Long.MAX_VALUE - 125};

    assertThat(rows.add(click, sums)).isTrue();
    assertThat(sums).containsExactly(4, Long.MAX_VALUE);
  }

  @Test
  void leavesOutWhatDoesNot() {
    long[] sums = {3, Long.MAX_VALUE - 124};

    assertThat(rows.add(click, sums)).isFalse();
    assertThat(sums).containsExactly(3, Long.MAX_VALUE - 124);
  }
}
