package io.eventlake.lake.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What runs at once, and what stays done when something fails. */
@Timeout(60)
class BoundedTasksTest {

  @Test
  void asManyRunAtOnceAsThereAreThreads() {
    CyclicBarrier both = new CyclicBarrier(2); // one alone would wait for ever
    List<Integer> done = new ArrayList<>();

    BoundedTasks.of(2, 10)
        .run(
            List.of(1, 2, 3, 4),
            any -> 5,
            task -> {
              meet(both);
              return task * 10;
            },
            (task, result) -> done.add(result));

    assertThat(done).containsExactlyInAnyOrder(10, 20, 30, 40);
  }

  @Test
  void whatRunsAtOnceHasRoom() {
    AtomicLong held = new AtomicLong();
    List<Long> most = new ArrayList<>();

    BoundedTasks.of(4, 10)
        .run(
            List.of(4L, 4L, 4L, 25L, 1L, 9L, 9L),
            weight -> weight,
            weight -> {
              long now = held.addAndGet(weight);
              for (int i = 0; i < 10_000; i++) {
                Thread.yield(); // others would begin meanwhile
                now = Math.max(now, held.get());
              }

              held.addAndGet(-weight);
              return now;
            },
            (weight, now) -> most.add(now));

    assertThat(most).hasSize(7).allMatch(now -> now <= 10 || now == 25);
  }

  @Test
  void nothingIsBegunAfterAFailure() {
    List<Integer> done = new ArrayList<>();
    List<Integer> begun = new ArrayList<>();

    assertThatThrownBy(
            () ->
                BoundedTasks.of(1, 10)
                    .run(
                        List.of(1, 2, 3),
                        any -> 1,
                        task -> {
                          begun.add(task);
                          if (task == 2) {
                            throw new IllegalStateException("damaged");
                          }

                          return task;
                        },
                        (task, result) -> done.add(task)))
        .hasMessage("damaged");

    assertThat(begun).containsExactly(1, 2);
    assertThat(done).containsExactly(1);
  }

  @Test
  void whatRunsBesideAFailureIsDone() {
    List<Integer> done = new ArrayList<>();
    CountDownLatch failed = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                BoundedTasks.of(2, 10)
                    .run(
                        List.of(1, 2),
                        any -> 1,
                        task -> {
                          if (task == 1) {
                            failed.countDown();
                            throw new IllegalStateException("damaged");
                          }

                          await(failed);
                          return task;
                        },
                        (task, result) -> done.add(task)))
        .hasMessage("damaged");

    assertThat(done).containsExactly(2);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
