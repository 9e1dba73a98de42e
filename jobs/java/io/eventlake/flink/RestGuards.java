package io.eventlake.flink;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;

/**
 * Gives each connection to the REST API of an {@link EmbeddedFlink} its guard; registered as a
 * service. A Flink that was started otherwise, such as the service's, has none.
 */
public final class RestGuards implements InboundChannelHandlerFactory {

  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    return configuration.getOptional(EmbeddedFlink.TOKEN).map(RestGuard::new);
  }
}
