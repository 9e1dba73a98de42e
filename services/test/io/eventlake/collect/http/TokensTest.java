package io.eventlake.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.eventlake.collect.config.JwtOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of one issuer for one audience, and others. */
class TokensTest {

  private static final AtomicInteger FETCHED = new AtomicInteger();

  private static RSAKey key;
  private static HttpServer issuer;

  @BeforeAll
  static void start() throws JOSEException, IOException {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    byte[] keys = new JWKSet(key).toPublicJWKSet().toString().getBytes(UTF_8);
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/keys",
        exchange -> {
          FETCHED.incrementAndGet();
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    issuer.start();
  }

  @AfterAll
  static void stop() {
    issuer.stop(0);
  }

  @Test
  void aTokenOfTheIssuerForTheAudienceIsThatOfItsTenant() throws JOSEException {
    Tokens tokens = tokens("/keys");
    int fetched = FETCHED.get();
    Caller caller = tokens.caller(signed(claims().build()));

    assertThat(caller.tenant()).isEqualTo("shop");
    // The same bucket each time, and the keys once.
    assertThat(tokens.caller(signed(claims().jwtID("2").build()))).isSameAs(caller);
    assertThat(FETCHED.get()).isEqualTo(fetched + 1);
  }

  @Test
  void anyOtherIsNone() throws JOSEException {
    Tokens tokens = tokens("/keys");
    String good = signed(claims().build());

    assertThat(tokens.caller("no token")).isNull();
    assertThat(tokens.caller(good.substring(0, good.length() - 4) + "AAAA")).isNull();
    assertThat(tokens.caller(new PlainJWT(claims().build()).serialize())).isNull();
    assertThat(tokens.caller(signed(claims().issuer("other").build()))).isNull();
    assertThat(tokens.caller(signed(claims().audience("other").build()))).isNull();
    assertThat(tokens.caller(signed(claims().subject(null).build()))).isNull();
    assertThat(tokens.caller(signed(claims().expirationTime(null).build()))).isNull();
    assertThat(
            tokens.caller(
                signed(
                    claims()
                        .expirationTime(Date.from(Instant.now().minus(Duration.ofHours(1))))
                        .build())))
        .isNull();
    assertThat(
            tokens.caller(
                signed(
                    claims().build(),
                    JWSAlgorithm.HS256,
                    new MACSigner(key.toPublicJWK().toString().getBytes(UTF_8)))))
        .isNull();
    RSAKey another = new RSAKeyGenerator(2048).keyID("k1").generate();
    assertThat(
            tokens.caller(signed(claims().build(), JWSAlgorithm.RS256, new RSASSASigner(another))))
        .isNull();
  }

  @Test
  void withoutTheIssuersKeysNobodyIsRefusedForGood() {
    assertThatThrownBy(() -> tokens("/none").caller(signed(claims().build())))
        .isInstanceOfSatisfying(
            AnsweredException.class, e -> assertThat(e.status()).isEqualTo(503));
  }

  private static Tokens tokens(String path) {
    return new Tokens(
        new JwtOptions(
            URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + path),
            "https://issuer.example",
            "events",
            "sub"),
        10);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("https://issuer.example")
        .audience("events")
        .subject("shop")
        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
  }

  private static String signed(JWTClaimsSet claims) throws JOSEException {
    return signed(claims, JWSAlgorithm.RS256, new RSASSASigner(key));
  }

  private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("k1").build(), claims);
    token.sign(signer);
    return token.serialize();
  }
}
