package io.eventlake.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of loopback that nobody uses. */
public final class FreePort {

  private FreePort() {}

  /** One of them. */
  public static int find() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free on loopback", e);
    }
  }

  /** Whether the port is one of them at the moment. */
  public static boolean is(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
