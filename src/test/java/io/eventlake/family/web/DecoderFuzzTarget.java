package io.eventlake.family.web;

import io.eventlake.operator.decode.EventDecoder;

/**
 * What a fuzzer calls with each record that it makes up: the decoder says something of every one.
 */
public final class DecoderFuzzTarget {

  private static final EventDecoder DECODER = Decoded.decoder(1 << 20);

  private DecoderFuzzTarget() {}

  /** Called by Jazzer, which finds it by its name. */
  public static void fuzzerTestOneInput(byte[] record) {
    if (Decoded.of(DECODER, Decoded.record(record)).json().isEmpty()) {
      throw new AssertionError("No outcome");
    }
  }
}
