package io.eventlake.collect.config;

import io.eventlake.config.OptionReader;
import java.io.Serializable;
import java.net.URI;

/**
 * Whose tokens are taken.
 *
 * @param keys where the issuer's keys are
 * @param tenantClaim names the tenant
 */
public record JwtOptions(URI keys, String issuer, String audience, String tenantClaim)
    implements Serializable {

  /** Null where no tokens are taken. */
  static JwtOptions read(OptionReader options) {
    String keys = options.read(CollectOptions.JWT_KEYS);
    if (keys == null) {
      options.read(CollectOptions.JWT_ISSUER);
      options.read(CollectOptions.JWT_AUDIENCE);
      options.read(CollectOptions.JWT_TENANT);
      return null;
    }

    options.check(keys.matches("https?://[^\\s/]+(/\\S*)?"), CollectOptions.JWT_KEYS, "is no URL");
    return new JwtOptions(
        keys.matches("\\S+") ? URI.create(keys) : null,
        options.require(CollectOptions.JWT_ISSUER),
        options.require(CollectOptions.JWT_AUDIENCE),
        options.read(CollectOptions.JWT_TENANT));
  }
}
