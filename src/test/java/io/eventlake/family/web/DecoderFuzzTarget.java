package io.eventlake.family.web;

/**
 * What a fuzzer calls with each record that it makes up: the decoder says something of every one.
 */
public final class DecoderFuzzTarget {

  private static final WebDecoder DECODER = new WebDecoder(1 << 20, "test", Decoded.IDS);

  private DecoderFuzzTarget() {}

  /** Called by Jazzer, which finds it by its name. */
  public static void fuzzerTestOneInput(byte[] record) {
    if (Decoded.of(DECODER, Decoded.record(record)).json().isEmpty()) {
      throw new AssertionError("No outcome");
    }
  }
}
