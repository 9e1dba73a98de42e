package io.eventlake.serve.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which addresses receivers may have: public ones, so that nobody has this process call what only
 * it reaches, such as the metadata of its machine.
 */
final class PublicAddresses {

  /** Of IPv4 what is not for unicast between strangers (IANA's registry of special purposes). */
  private static final List<Range> PRIVATE =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  /** Of IPv6 only this is given to anybody at all. */
  private static final Range GLOBAL = ranges("2000::/3").get(0);

  /** And of that not protocols, tunnels with addresses within addresses, and examples. */
  private static final List<Range> SPECIAL =
      ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private final boolean loopback;

  /**
   * @param loopback whether this machine's own are allowed, too
   */
  PublicAddresses(boolean loopback) {
    this.loopback = loopback;
  }

  /** Whether a receiver may have it. */
  boolean allow(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return loopback;
    }

    byte[] bytes = address.getAddress(); // of IPv4 within IPv6 Java has made IPv4
    return bytes.length == 4
        ? PRIVATE.stream().noneMatch(range -> range.has(bytes))
        : GLOBAL.has(bytes) && SPECIAL.stream().noneMatch(range -> range.has(bytes));
  }

  private static List<Range> ranges(String... texts) {
    List<Range> ranges = new ArrayList<>();
    for (String text : texts) {
      int slash = text.indexOf('/');
      try {
        ranges.add(
            new Range(
                InetAddress.getByName(text.substring(0, slash)).getAddress(),
                Integer.parseInt(text.substring(slash + 1))));
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e);
      }
    }

    return List.copyOf(ranges);
  }

  private record Range(byte[] prefix, int bits) {

    boolean has(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }

      return true;
    }
  }
}
