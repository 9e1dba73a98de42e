package io.eventlake.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where this process and those that it started listen, as Linux has it below {@code /proc}. */
public final class ListeningSockets {

  private static final String LISTENING = "0A";

  private ListeningSockets() {}

  /** Addresses and ports of this process and its descendants. */
  public static Set<InetSocketAddress> now() throws IOException {
    Set<String> sockets = new HashSet<>();
    ProcessHandle self = ProcessHandle.current();
    for (ProcessHandle process : Stream.concat(Stream.of(self), self.descendants()).toList()) {
      sockets.addAll(socketsOf(process));
    }

    Set<InetSocketAddress> addresses = new HashSet<>();
    for (String table : Set.of("tcp", "tcp6")) {
      // Columns: number, local address, remote address, state, ..., inode as the tenth.
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        String[] columns = line.strip().split("\\s+");
        if (columns[3].equals(LISTENING) && sockets.contains("socket:[" + columns[9] + "]")) {
          addresses.add(address(columns[1]));
        }
      }
    }

    return addresses;
  }

  /** Those that can be reached from another machine. */
  public static Set<InetSocketAddress> open() throws IOException {
    return now().stream()
        .filter(address -> !address.getAddress().isLoopbackAddress())
        .collect(Collectors.toSet());
  }

  private static Set<String> socketsOf(ProcessHandle process) throws IOException {
    Set<String> sockets = new HashSet<>();
    Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (Stream<Path> files = Files.list(descriptors)) {
      for (Path file : files.toList()) {
        try {
          sockets.add(Files.readSymbolicLink(file).toString());
        } catch (NoSuchFileException e) {
          // Closed since the listing, as that of the listing itself is.
        }
      }
    } catch (NoSuchFileException e) {
      // The process has ended.
    }

    return sockets;
  }

  /** From hexadecimal digits, each four bytes of the address in the machine's own order. */
  private static InetSocketAddress address(String digits) throws IOException {
    String[] parts = digits.split(":");
    ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
    ByteBuffer bytes = ByteBuffer.allocate(words.capacity());
    while (words.hasRemaining()) {
      bytes.putInt(
          ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
              ? Integer.reverseBytes(words.getInt())
              : words.getInt());
    }

    return new InetSocketAddress(
        InetAddress.getByAddress(bytes.array()), Integer.parseInt(parts[1], 16));
  }
}
