package io.eventlake.connector.oneroster;

import java.time.Duration;

/** How is waited. */
@FunctionalInterface
public interface Pause {

  void of(Duration time) throws InterruptedException;
}
