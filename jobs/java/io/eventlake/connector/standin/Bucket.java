package io.eventlake.connector.standin;

import io.eventlake.connector.aws.AwsEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.aws.AwsClientProperties;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.aws.s3.S3FileIOProperties;

/** Where a stand-in puts objects: a directory that stands for a bucket, or one of an emulator. */
public interface Bucket {

  /** An object, which is there when the stream is closed. */
  OutputStream create(String key) throws IOException;

  /** A directory. */
  static Bucket in(Path directory) {
    return key -> {
      Path file = directory.resolve(key);
      Files.createDirectories(file.getParent());
      return Files.newOutputStream(file);
    };
  }

  /** A bucket of an emulator of S3. */
  static Bucket of(String name, String endpoint) {
    S3FileIO files = new S3FileIO();
    files.initialize(
        Map.of(
            AwsClientProperties.CLIENT_REGION,
            "us-east-1",
            S3FileIOProperties.ENDPOINT,
            endpoint,
            S3FileIOProperties.PATH_STYLE_ACCESS,
            "true",
            S3FileIOProperties.ACCESS_KEY_ID,
            AwsEndpoint.EMULATOR_CREDENTIALS,
            S3FileIOProperties.SECRET_ACCESS_KEY,
            AwsEndpoint.EMULATOR_CREDENTIALS));
    return key -> files.newOutputFile("s3://" + name + "/" + key).createOrOverwrite();
  }
}
