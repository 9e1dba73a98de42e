package io.eventlake.testing;

import java.util.Map;
import java.util.TreeMap;

/** A lake of Glue and S3 on loopback, each behind a {@link FaultProxy}. */
public final class LocalLake implements AutoCloseable {

  private final TestCredentials credentials;
  private final GlueEndpoint glueService;
  private final LocalS3 s3Service;
  private final FaultProxy glue;
  private final FaultProxy s3;

  private LocalLake(TestCredentials credentials, GlueEndpoint glueService, LocalS3 s3Service) {
    this.credentials = credentials;
    this.glueService = glueService;
    this.s3Service = s3Service;
    glue = new FaultProxy(glueService.endpoint());
    s3 = new FaultProxy(s3Service.endpoint());
  }

  /** Starts an empty one. */
  public static LocalLake start() throws Exception {
    TestCredentials credentials = new TestCredentials();
    LocalS3 s3 = LocalS3.start();
    boolean complete = false;
    try {
      LocalLake lake = new LocalLake(credentials, GlueEndpoint.start(), s3.createBucket("lake"));
      complete = true;
      return lake;
    } finally {
      if (!complete) {
        s3.close();
      }
    }
  }

  /** The catalog, the sufferings of which a test decides. */
  public FaultProxy glue() {
    return glue;
  }

  /** The storage, the sufferings of which a test decides. */
  public FaultProxy s3() {
    return s3;
  }

  /** The property group {@code lake} of a job that goes through the proxies. */
  public Map<String, String> properties() {
    return properties(glue.endpoint(), s3.endpoint());
  }

  /** The same tables without the proxies: what is judged at the end. */
  public Map<String, String> undisturbed() {
    return properties(glueService.endpoint(), s3Service.endpoint());
  }

  @Override
  public void close() throws Exception {
    glue.close();
    s3.close();
    glueService.close();
    s3Service.close();
    credentials.close();
  }

  private static Map<String, String> properties(String glue, String s3) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("lake.catalog", "glue");
    properties.put("lake.region", "us-east-1");
    properties.put("lake.warehouse", "s3://lake/web");
    properties.put("lake.glue-endpoint", glue);
    properties.put("lake.s3-endpoint", s3);
    properties.put("lake.s3-path-style", "true");
    return properties;
  }
}
