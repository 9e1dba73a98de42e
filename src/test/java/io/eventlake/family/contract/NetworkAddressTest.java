package io.eventlake.family.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.testing.Seed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of an address the network is kept, however it is written. */
class NetworkAddressTest {

  private static final int ADDRESSES = 20_000;

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0",
    "203.0.113.77:4711, 203.0.113.0",
    "203.0.113.77/32, 203.0.113.0",
    "203.000.113.077, 203.000.113.0",
    "::ffff:203.0.113.77, 203.0.113.0",
    "::FFFF:cb00:714d, 203.0.113.0",
    "[::ffff:203.0.113.77]:80, 203.0.113.0",
    "2001:DB8:85a3:8d3:1319:8a2e:370:7348, 2001:db8:85a3::",
    "2001:db8::1, 2001:db8::",
    "fe80::1%eth0, fe80::",
    "[2001:db8::1]:4711, 2001:db8::",
    "2001:db8:85a3::1/128, 2001:db8:85a3::",
    "1:2:3:4:5:6:203.0.113.77, 1:2:3::",
    "64:ff9b::203.0.113.77, 64:ff9b::",
    "2002:cb00:714d::1, 2002:cb00:7100::",
    "2002:cb00:714d::, 2002:cb00:7100::",
    "::1, ::",
    "::203.0.113.77, ::"
  })
  void keepsTheNetwork(String address, String network) {
    assertThat(NetworkAddress.network(address)).isEqualTo(network);
    assertThat(NetworkAddress.isAddress(address)).isTrue();
    assertThat(NetworkAddress.network(network)).as("of a network").isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "...",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.",
        "1.2.3.xxx",
        "0.0120.6099.109",
        "12:30:45",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "1:::2",
        "::12345",
        "::1.2.3.256",
        "1.2.3.4::",
        "::g",
        "[::1",
        "a::b.example",
        "2026-01-31T12:30:45",
        "urn:uuid:7b0a3c52",
        "https://203.0.113.77/"
      })
  void takesNothingElseForOne(String text) {
    assertThat(NetworkAddress.isAddress(text)).isFalse();
    assertThat(NetworkAddress.network(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.77, 198.51.100.9 | 203.0.113.0, 198.51.100.0",
        "for=203.0.113.77;by=\"[2001:db8:1:2::3]:80\" | for=203.0.113.0;by=\"2001:db8:1::\"",
        "(203.0.113.77) at 12:30:45 | (203.0.113.0) at 12:30:45",
        "unknown, 203.0.113.7 | unknown, 203.0.113.0"
      },
      quoteCharacter = '\0')
  void findsAddressesAmongOthers(String text, String cut) {
    assertThat(AddressText.cut(text)).isEqualTo(cut);
    assertThat(AddressText.cut(cut)).isNull();
  }

  @Test
  void agreesWithJavaOnEveryAddressOfIpv6() throws UnknownHostException {
    long seed = Seed.of(getClass(), 20261130L);
    Random random = new Random(seed);
    for (int i = 0; i < ADDRESSES; i++) {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      for (int j = random.nextInt(17); j < 16; j++) {
        bytes[j] = 0;
      }
      bytes[0] = 0x2a;
      String text = InetAddress.getByAddress(bytes).getHostAddress();
      String network = NetworkAddress.network(text);

      byte[] kept = new byte[16];
      System.arraycopy(bytes, 0, kept, 0, 6);
      assertThat(InetAddress.getByName(network == null ? text : network).getAddress())
          .as("%s, seed %d", text, seed)
          .isEqualTo(kept);
    }
  }
}
