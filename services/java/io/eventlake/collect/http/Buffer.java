package io.eventlake.collect.http;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of bodies that are under way, all together within a bound. */
final class Buffer {

  private static final int RETRY_AFTER_SECONDS = 1;

  private final long most;
  private final AtomicLong used = new AtomicLong();

  Buffer(long most) {
    this.most = most;
  }

  /**
   * Room for a body.
   *
   * @throws AnsweredException 429 where there is none
   */
  Room take(long bytes) {
    if (used.addAndGet(bytes) > most) {
      used.addAndGet(-bytes);
      throw new AnsweredException(
          429, "Too much is under way: send it again a little later.", RETRY_AFTER_SECONDS);
    }

    return new Room(bytes);
  }

  long used() {
    return used.get();
  }

  /** What one body takes, until it is closed. */
  final class Room implements AutoCloseable {

    private final AtomicLong bytes;

    private Room(long bytes) {
      this.bytes = new AtomicLong(bytes);
    }

    /** Gives back what the body turned out not to need. */
    void shrink(long needed) {
      long before = bytes.get();
      if (needed < before && bytes.compareAndSet(before, needed)) {
        used.addAndGet(needed - before);
      }
    }

    @Override
    public void close() {
      used.addAndGet(-bytes.getAndSet(0));
    }
  }
}
