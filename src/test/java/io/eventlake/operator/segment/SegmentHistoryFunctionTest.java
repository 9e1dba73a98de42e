package io.eventlake.operator.segment;

import static io.eventlake.operator.segment.SegmentHistoryHarness.removed;
import static io.eventlake.operator.segment.SegmentHistoryHarness.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.event.SegmentChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each kind of change does to the history of a user's segments. */
class SegmentHistoryFunctionTest {

  private SegmentHistoryHarness history;

  @BeforeEach
  void open() throws Exception {
    history = SegmentHistoryHarness.fresh();
  }

  @AfterEach
  void close() throws Exception {
    history.close();
  }

  @Test
  void aMembershipBeginsAndEnds() throws Exception {
    assertThat(history.process(written("a", "vip", 10, null, 11)))
        .containsExactly("+I vip [10, ) @11");
    assertThat(history.process(written("a", "vip", 10, 20L, 21)))
        .containsExactly("-U vip [10, ) @11", "+U vip [10, 20) @21");
  }

  @Test
  void onlyWhatChangedIsWritten() throws Exception {
    history.process(written("a", "vip", 10, null, 1), written("b", "new", 10, 20L, 2));
    history.process(written("c", "vip", 1, 5L, 3));

    assertThat(history.process(written("c", "vip", 1, 6L, 4)))
        .containsExactly("-U vip [1, 5) @3", "+U vip [1, 6) @4");
    assertThat(history.process(written("c", "vip", 1, 6L, 5))).isEmpty();
    assertThat(history.table())
        .containsExactly("new [10, 20) @2", "vip [1, 6) @4", "vip [10, ) @1");
  }

  @Test
  void theNewestWinsWhateverItsArrival() throws Exception {
    history.process(written("a", "vip", 10, 30L, 5));

    assertThat(history.process(written("a", "vip", 10, 20L, 4))).isEmpty();
    assertThat(history.process(written("a", "vip", 10, 30L, 5))).as("a duplicate").isEmpty();
    assertThat(history.process(written("a", "vip", 10, 40L, 5)))
        .as("of two at a time the later arrival")
        .containsExactly("-U vip [10, 30) @5", "+U vip [10, 40) @5");
  }

  @Test
  void overlapsAreOneRow() throws Exception {
    history.process(written("a", "vip", 10, 30L, 1), written("b", "vip", 40, 50L, 2));

    assertThat(history.process(written("c", "vip", 20, 45L, 3)))
        .containsExactly("-U vip [10, 30) @1", "-D vip [40, 50) @2", "+U vip [10, 50) @3");
    assertThat(history.process(removed("c", 15)))
        .containsExactly("-U vip [10, 50) @3", "+U vip [10, 30) @15", "+I vip [40, 50) @15");
  }

  @Test
  void touchingOnesStayTwo() throws Exception {
    history.process(written("a", "vip", 10, 20L, 1), written("b", "vip", 20, null, 2));

    assertThat(history.table()).containsExactly("vip [10, 20) @1", "vip [20, ) @2");
  }

  @Test
  void aRemovalEndsAMembership() throws Exception {
    SegmentChange lasting = written("a", "vip", 10, null, 1);
    SegmentChange closesLater = written("b", "new", 10, 90L, 2);
    history.process(lasting, closesLater);

    assertThat(history.process(removed("a", 50)))
        .containsExactly("-U vip [10, ) @1", "+U vip [10, 50) @50");
    assertThat(history.process(removed(closesLater, 60)))
        .containsExactly("-U new [10, 90) @2", "+U new [10, 60) @60");
  }

  @Test
  void aRemovalBeforeTheStartTakesTheRow() throws Exception {
    history.process(written("a", "vip", 100, null, 1), written("b", "new", 100, null, 1));

    assertThat(history.process(removed("a", 100))).containsExactly("-D vip [100, ) @1");
    assertThat(history.process(removed("b", 99))).containsExactly("-D new [100, ) @1");
  }

  @Test
  void whatIsCleanedUpIsHistory() throws Exception {
    history.process(written("a", "vip", 10, 20L, 1));

    assertThat(history.process(removed("a", 50))).isEmpty();
    assertThat(history.table()).containsExactly("vip [10, 20) @1");
  }

  @Test
  void aRemovalThatComesFirst() throws Exception {
    SegmentChange known = written("a", "vip", 10, null, 1);

    assertThat(history.process(removed(known, 50))).containsExactly("+I vip [10, 50) @50");
    assertThat(history.process(known)).isEmpty();
    assertThat(history.process(removed("b", 50))).isEmpty();
    assertThat(history.process(written("b", "new", 10, null, 1)))
        .containsExactly("+I new [10, 50) @50");
    assertThat(history.process(written("b", "new", 10, 40L, 2)))
        .containsExactly("-U new [10, 50) @50", "+U new [10, 40) @2");
  }

  @Test
  void anItemMayComeBack() throws Exception {
    history.process(written("a", "vip", 10, null, 1), removed("a", 50));

    assertThat(history.process(written("a", "vip", 10, null, 60)))
        .containsExactly("-U vip [10, 50) @50", "+U vip [10, ) @60");
    assertThat(history.process(removed("a", 50))).isEmpty();
  }

  @Test
  void anItemMayChangeItsSegment() throws Exception {
    history.process(written("a", "vip", 10, null, 1));

    assertThat(history.process(written("a", "new", 10, null, 2)))
        .containsExactly("-D vip [10, ) @1", "+I new [10, ) @2");
  }

  @Test
  void whatATableCanNotHoldIsCutToIt() throws Exception {
    assertThat(history.process(written("a", "vip", Long.MIN_VALUE, Long.MAX_VALUE - 1, 1)))
        .containsExactly("+I vip [-62135596800000, ) @1");
    assertThat(history.process(written("b", "new", Long.MAX_VALUE - 1, null, 1))).isEmpty();
    assertThat(history.process(written("c", "new", Long.MIN_VALUE, Long.MIN_VALUE + 1, 1)))
        .isEmpty();
    assertThat(history.process(written("d", "new", 20, 10L, 1))).as("upside down").isEmpty();
  }

  @Test
  void usersAreApart() throws Exception {
    SegmentChange other = written("a", "vip", 10, null, 1);
    other.userIdHash = "u2";
    history.process(written("a", "new", 10, 20L, 5));

    assertThat(history.process(other)).containsExactly("+I vip [10, ) @1");
    assertThat(history.stateEntries()).isEqualTo(2);
  }

  @Test
  void goesOnFromASnapshot() throws Exception {
    history.process(written("a", "vip", 10, 30L, 5), removed("b", 7));
    history = history.restored();

    assertThat(history.process(written("a", "vip", 10, 20L, 4))).isEmpty();
    assertThat(history.process(written("b", "new", 1, null, 2)))
        .containsExactly("+I new [1, 7) @7");
    assertThat(history.process(written("a", "vip", 10, null, 6)))
        .containsExactly("-U vip [10, 30) @5", "+U vip [10, ) @6");
  }
}
