package io.eventlake.family.xp;

import java.io.IOException;

/** Takes the results of a delivery one by one. */
public interface ResultTaker {

  /**
   * One that can be counted.
   *
   * @param metadata as JSON text
   */
  void take(ResultVersion version, String metadata) throws IOException;

  /**
   * One that cannot.
   *
   * @param id its sourcedId, or null where it has none
   * @param payload as JSON text
   */
  void reject(String id, String payload, RejectedResultException why) throws IOException;
}
