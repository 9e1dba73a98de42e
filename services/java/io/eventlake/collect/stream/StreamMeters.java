package io.eventlake.collect.stream;

/** Told what becomes of calls of Kinesis. */
public interface StreamMeters {

  /** The stream has so many records, in one of its own. */
  void taken(int records, int bytes);

  /** It did not take one, which is put again. */
  void putAgain();

  /** Nobody waits any longer for so many records that it did not take. */
  void givenUp(int records);
}
