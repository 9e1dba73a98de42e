package io.eventlake.connector.aws;

/** A file in a folder of S3. */
public final class S3File {

  /** Below the folder, with slashes; of a file that was named itself its last part. */
  public final String name;

  /** By which S3 tells one content of a file from another. */
  public final String etag;

  /** The whole of it. */
  public final String place;

  final String key;

  S3File(String name, String key, String place, String etag) {
    this.name = name;
    this.key = key;
    this.place = place;
    this.etag = etag;
  }
}
