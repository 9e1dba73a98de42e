package io.eventlake.deploy;

import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** What every bucket has: a key, TLS alone, no public, one owner. */
final class PrivateBucket {

  private PrivateBucket() {}

  static Bucket.Builder of(Construct scope, String id, String name, Key key) {
    return Bucket.Builder.create(scope, id)
        .bucketName(name)
        .encryption(BucketEncryption.KMS)
        .encryptionKey(key)
        .bucketKeyEnabled(true)
        .enforceSsl(true)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED);
  }
}
