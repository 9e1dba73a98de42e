package io.eventlake.collect.stream;

/** Told what becomes of calls of Kinesis. */
public interface StreamMeters {

  /** Of whom nobody asks. */
  StreamMeters NONE =
      new StreamMeters() {
        @Override
        public void taken(int records, int bytes) {}

        @Override
        public void putAgain() {}

        @Override
        public void overflowed(int records) {}

        @Override
        public void givenUp(int records) {}
      };

  /** The stream has so many records, in one of its own. */
  void taken(int records, int bytes);

  /** It did not take one, which is put again. */
  void putAgain();

  /** The overflow queue has so many records that it did not take. */
  void overflowed(int records);

  /** Nobody has so many records, and nobody waits for them any longer. */
  void givenUp(int records);
}
