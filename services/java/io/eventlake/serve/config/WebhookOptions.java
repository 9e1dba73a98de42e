package io.eventlake.serve.config;

import io.eventlake.config.OptionReader;
import io.eventlake.service.Bounds;
import java.io.Serializable;
import java.time.Duration;

/**
 * How webhooks are kept and called.
 *
 * @param loopback whether receivers may be on this machine, and be called without TLS
 * @param attempts of a delivery, at most
 * @param perTenant webhooks of one, at most
 * @param keep how long a delivery that has ended is told of
 */
public record WebhookOptions(boolean loopback, int attempts, int perTenant, Duration keep)
    implements Serializable {

  static WebhookOptions read(OptionReader options) {
    return new WebhookOptions(
        options.read(ServeOptions.WEBHOOKS_LOOPBACK),
        Bounds.positive(options, ServeOptions.WEBHOOKS_ATTEMPTS),
        Bounds.positive(options, ServeOptions.WEBHOOKS_PER_TENANT),
        Bounds.positiveDuration(options, ServeOptions.WEBHOOKS_KEEP));
  }
}
