package io.eventlake.family;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Generates a family's traffic, and what a lake of it must hold. */
public interface TrafficWriter {

  /** Options with which the family's job takes all of it that is good, by their keys. */
  default Map<String, String> jobOptions() {
    return Map.of();
  }

  /** Names of what makes real traffic hard. */
  List<String> quirks();

  /**
   * Writes the events below a directory, with the counts that a lake of them must show.
   *
   * @param recordsPerFile most that a file has
   * @return the folder of the events, which a job reads
   * @throws IllegalArgumentException where a wish makes no sense
   */
  Path write(TrafficWishes wishes, Path directory, long recordsPerFile) throws IOException;

  /**
   * The same sort of traffic as it is sent: in full flow from its start on, in the order in which
   * the records are due.
   *
   * @throws IllegalArgumentException where a wish makes no sense
   */
  Iterator<TrafficRecord> live(TrafficWishes wishes);
}
