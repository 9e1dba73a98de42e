package io.eventlake.operator.session;

/** What arrays take on the heap of a 64-bit JVM with compressed references. */
final class HeapBytes {

  private static final int ARRAY_HEADER = 16;
  private static final int ALIGNMENT = 8;

  private HeapBytes() {}

  /** Bytes of an array, as objects are aligned. */
  static int array(int length, int elementBytes) {
    int bytes = ARRAY_HEADER + length * elementBytes;
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
