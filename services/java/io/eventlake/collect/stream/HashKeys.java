package io.eventlake.collect.stream;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5, as Kinesis uses it: of a partition key, and behind an aggregate. */
final class HashKeys {

  private HashKeys() {}

  static BigInteger of(String partitionKey) {
    return new BigInteger(1, md5().digest(partitionKey.getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has MD5", e);
    }
  }
}
