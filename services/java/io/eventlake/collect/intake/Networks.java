package io.eventlake.collect.intake;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What is kept of an address: its network, /24, or /48 of IPv6. */
final class Networks {

  private static final int BYTES_OF_V4 = 3;
  private static final int BYTES_OF_V6 = 6;

  private Networks() {}

  /** As text, the rest of its bits zero. */
  static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    Arrays.fill(
        bytes, address instanceof Inet4Address ? BYTES_OF_V4 : BYTES_OF_V6, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address has 4 or 16 bytes", e);
    }
  }
}
