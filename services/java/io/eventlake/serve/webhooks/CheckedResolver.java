package io.eventlake.serve.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.http.conn.DnsResolver;

/**
 * Finds the addresses of receivers and lets nothing through that is not public. A connection goes
 * to what this returns: that a name means another address a moment later changes nothing.
 */
final class CheckedResolver implements DnsResolver {

  private final PublicAddresses addresses;
  private final DnsResolver names;

  /**
   * @param names what asks the DNS
   */
  CheckedResolver(PublicAddresses addresses, DnsResolver names) {
    this.addresses = addresses;
    this.names = names;
  }

  /**
   * @throws ForbiddenAddressException where one of them is not public; which is not told
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = names.resolve(host);
    for (InetAddress one : all) {
      if (!addresses.allow(one)) {
        throw new ForbiddenAddressException();
      }
    }

    return all;
  }

  /** A receiver has an address that it must not have. */
  static final class ForbiddenAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    ForbiddenAddressException() {
      super("The receiver's host has an address that is not public.");
    }
  }
}
