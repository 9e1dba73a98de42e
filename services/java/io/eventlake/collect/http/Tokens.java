package io.eventlake.collect.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.eventlake.collect.config.JwtOptions;
import io.eventlake.collect.intake.CollectedFamily;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Callers by tokens (JWT) of one issuer for one audience, signed with a key pair: a token that is
 * signed with a shared secret, or not at all, is none. The issuer's keys are kept for minutes.
 */
final class Tokens {

  /** More than are active at once; those of tenants that were not seen for long are forgotten. */
  private static final int MOST_TENANTS = 10_000;

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384);

  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final String tenantClaim;
  private final int requestsPerSecond;

  private final Map<String, Caller> callers =
      new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Caller> eldest) {
          return size() > MOST_TENANTS;
        }
      };

  Tokens(JwtOptions options, int requestsPerSecond) {
    this.tenantClaim = options.tenantClaim();
    this.requestsPerSecond = requestsPerSecond;
    try {
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.create(options.keys().toURL()).retrying(true).build();
      processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("The options have checked the URL", e);
    }

    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            options.audience(),
            new JWTClaimsSet.Builder().issuer(options.issuer()).build(),
            Set.of("exp", options.tenantClaim())));
  }

  /** Null for what is no valid token. */
  Caller caller(String token) {
    try {
      String tenant = processor.process(token, null).getStringClaim(tenantClaim);
      return tenant == null ? null : of(tenant);
    } catch (ParseException | BadJOSEException e) {
      return null;
    } catch (JOSEException e) {
      LOG.warn("The keys that tokens are signed with cannot be had: {}", e.getMessage());
      throw new AnsweredException(503, "Tokens cannot be checked at the moment: send it again.");
    }
  }

  private Caller of(String tenant) {
    synchronized (callers) {
      return callers.computeIfAbsent(
          tenant,
          unseen -> Caller.of(unseen, EnumSet.allOf(CollectedFamily.class), requestsPerSecond));
    }
  }
}
