package io.eventlake.testing;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.pekko.PekkoRpcSystemLoader;

/**
 * Flink's classes for remote calls, unpacked and loaded once per JVM, and not once per cluster,
 * which costs each a second. Each cluster still has actors of its own.
 */
public final class SharedRpcSystem implements RpcSystemLoader {

  /** Flink takes the loader with the least; its own has 0. */
  @Override
  public int getLoadPriority() {
    return -1;
  }

  @Override
  public RpcSystem loadRpcSystem(Configuration configuration) {
    return new Unclosed(Loaded.SYSTEM);
  }

  /** Lies in the JVM's own directory: those of a cluster go with it. */
  private static final class Loaded {

    private static final RpcSystem SYSTEM =
        new PekkoRpcSystemLoader().loadRpcSystem(new Configuration());

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SYSTEM::close, "rpc-system"));
    }
  }

  /** The end of a cluster is not that of the classes. */
  private record Unclosed(RpcSystem system) implements RpcSystem {

    @Override
    public RpcServiceBuilder localServiceBuilder(Configuration configuration) {
      return system.localServiceBuilder(configuration);
    }

    @Override
    public RpcServiceBuilder remoteServiceBuilder(
        Configuration configuration, String externalAddress, String externalPortRange) {
      return system.remoteServiceBuilder(configuration, externalAddress, externalPortRange);
    }

    @Override
    public String getRpcUrl(
        String host,
        int port,
        String endpoint,
        AddressResolution resolution,
        Configuration configuration)
        throws UnknownHostException {
      return system.getRpcUrl(host, port, endpoint, resolution, configuration);
    }

    @Override
    public InetSocketAddress getInetSocketAddressFromRpcUrl(String url) throws Exception {
      return system.getInetSocketAddressFromRpcUrl(url);
    }

    @Override
    public long getMaximumMessageSizeInBytes(Configuration configuration) {
      return system.getMaximumMessageSizeInBytes(configuration);
    }
  }
}
