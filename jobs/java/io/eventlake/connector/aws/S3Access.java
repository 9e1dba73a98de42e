package io.eventlake.connector.aws;

import io.eventlake.config.LakeOptions;

/** How S3 is reached. */
public final class S3Access {

  /** Null for the environment's. */
  final String region;

  /** In place of the region's; null for that. */
  final String endpoint;

  /** Whether buckets are in the path of an address, as most look-alikes want it. */
  final boolean isPathStyle;

  public S3Access(String region, String endpoint, boolean isPathStyle) {
    this.region = region;
    this.endpoint = endpoint;
    this.isPathStyle = isPathStyle;
  }

  /** As the files of a lake are. */
  public static S3Access of(LakeOptions options) {
    return new S3Access(options.region, options.s3Endpoint, options.s3PathStyle);
  }
}
