package io.eventlake.family.contract;

import java.util.Arrays;

/**
 * A whole IP address and the network that is kept of it: /24 of IPv4, /48 of IPv6 (design:
 * semantics, section 1). One of IPv4 may be wrapped in one of IPv6.
 */
final class NetworkAddress {

  private static final int IPV4_PARTS = 4;
  private static final int IPV6_BYTES = 16;
  private static final int KEPT_OF_IPV6 = 6;

  /** Characters of the longest address. */
  private static final int LONGEST = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();

  /** What stands before an address of IPv4 that is written as one of IPv6. */
  private static final byte[] WRAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  /** Of an address that has one of IPv4 behind 2002:, three bytes of that are left. */
  private static final int KEPT_OF_6TO4 = 5;

  private NetworkAddress() {}

  /** True for an address with or without port, prefix length, zone or brackets. */
  static boolean isAddress(CharSequence text) {
    String plain = mayBe(text) ? plain(text.toString()) : "";
    return isIpv4(plain) || ipv6(plain) != null;
  }

  /**
   * The network of what is an address, with its host part zero and nothing behind it; null where
   * the text is none, or names nothing but a network.
   */
  static String network(CharSequence text) {
    if (!mayBe(text)) {
      return null;
    }

    String plain = plain(text.toString());
    if (isIpv4(plain)) {
      int host = plain.lastIndexOf('.') + 1;
      return Integer.parseInt(plain.substring(host)) == 0 ? null : plain.substring(0, host) + "0";
    }

    byte[] whole = ipv6(plain);
    return whole == null ? null : network(whole);
  }

  /** Quickly: two colons, or three dots, and nothing that no address has at its start. */
  private static boolean mayBe(CharSequence text) {
    int dots = 0;
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      dots += c == '.' ? 1 : 0;
      colons += c == ':' ? 1 : 0;
    }

    return text.length() > 1
        && (dots == IPV4_PARTS - 1 || colons > 1)
        && (EventId.isHex(text.charAt(0)) || text.charAt(0) == ':' || text.charAt(0) == '[');
  }

  private static String network(byte[] whole) {
    if (whole.length == IPV4_PARTS) {
      return whole[3] == 0
          ? null
          : (whole[0] & 0xFF) + "." + (whole[1] & 0xFF) + "." + (whole[2] & 0xFF) + ".0";
    }

    byte[] network = whole.clone();
    boolean sixToFour = whole[0] == 0x20 && whole[1] == 0x02;
    Arrays.fill(network, sixToFour ? KEPT_OF_6TO4 : KEPT_OF_IPV6, IPV6_BYTES, (byte) 0);
    return Arrays.equals(whole, network) ? null : ipv6Text(network);
  }

  /** Of a network, whose last ten bytes are zero. */
  private static String ipv6Text(byte[] network) {
    StringBuilder text = new StringBuilder();
    int groups = KEPT_OF_IPV6;
    while (groups > 0 && network[groups - 2] == 0 && network[groups - 1] == 0) {
      groups -= 2;
    }
    for (int i = 0; i < groups; i += 2) {
      int group = (network[i] & 0xFF) << 8 | network[i + 1] & 0xFF;
      text.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
    }

    return text.append("::").toString();
  }

  /** Without brackets, port, zone and prefix length. */
  private static String plain(String text) {
    int end = text.length();
    if (text.charAt(0) == '[') {
      end = text.indexOf(']');
      return end < 0 ? "" : before(text.substring(1, end), '%');
    }

    String address = before(before(text, '/'), '%');
    boolean withPort =
        address.indexOf('.') >= 0 && address.indexOf(':') == address.lastIndexOf(':');
    return withPort ? before(address, ':') : address;
  }

  private static String before(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static boolean isIpv4(String text) {
    int parts = 1;
    int number = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && digits > 0) {
        parts++;
        number = 0;
        digits = 0;
      } else if (c >= '0' && c <= '9' && digits < 3 && number * 10 + c - '0' <= 0xFF) {
        number = number * 10 + c - '0';
        digits++;
      } else {
        return false;
      }
    }

    return parts == IPV4_PARTS && digits > 0;
  }

  /** The bytes of an address of IPv6, four of one that wraps IPv4; null of what is none. */
  private static byte[] ipv6(String text) {
    boolean endsWithIpv4 = text.lastIndexOf('.') < 0 || text.indexOf('.') > text.lastIndexOf(':');
    if (text.indexOf(':') < 0 || text.length() > LONGEST || !endsWithIpv4) {
      return null;
    }

    byte[] bytes = new byte[IPV6_BYTES];
    int zeros = text.indexOf("::");
    int head = groups(zeros < 0 ? text : text.substring(0, zeros), bytes);
    if (zeros < 0) {
      return head == IPV6_BYTES ? bytes : null;
    }

    byte[] tail = new byte[IPV6_BYTES];
    int length = groups(text.substring(zeros + 2), tail);
    if (head < 0 || length < 0 || head + length > IPV6_BYTES - 2) {
      return null;
    }

    System.arraycopy(tail, 0, bytes, IPV6_BYTES - length, length);
    return wrapsIpv4(bytes)
        ? Arrays.copyOfRange(bytes, IPV6_BYTES - IPV4_PARTS, IPV6_BYTES)
        : bytes;
  }

  /** Writes groups between colons; how many bytes they are, or -1 where one is none. */
  private static int groups(String text, byte[] bytes) {
    int length = 0;
    for (String group : text.isEmpty() ? new String[0] : text.split(":", -1)) {
      if (length <= IPV6_BYTES - IPV4_PARTS && isIpv4(group)) {
        for (String part : group.split("\\.")) {
          bytes[length++] = (byte) Integer.parseInt(part);
        }
      } else if (length < IPV6_BYTES && isGroup(group)) {
        int number = Integer.parseInt(group, 16);
        bytes[length++] = (byte) (number >> Byte.SIZE);
        bytes[length++] = (byte) number;
      } else {
        return -1;
      }
    }

    return length;
  }

  private static boolean isGroup(String text) {
    return !text.isEmpty()
        && text.length() <= 4
        && text.chars().allMatch(c -> EventId.isHex((char) c));
  }

  private static boolean wrapsIpv4(byte[] bytes) {
    return Arrays.equals(bytes, 0, WRAPPED.length, WRAPPED, 0, WRAPPED.length);
  }
}
