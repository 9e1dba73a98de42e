package io.eventlake.testing;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * S3 in this JVM, in memory, on a free port of loopback. Its libraries, newer than Flink's and the
 * SDK's, stay in a class loader of their own, which the build fills from {@code src/emulators/s3}.
 */
public final class LocalS3 implements AutoCloseable {

  private static final Path LIBRARIES = Path.of("target", "emulators", "s3", "lib");

  private final URLClassLoader libraries;
  private final Object server;
  private final String endpoint;

  private LocalS3(URLClassLoader libraries, Object server, int port) {
    this.libraries = libraries;
    this.server = server;
    this.endpoint = "http://127.0.0.1:" + port;
  }

  /** Starts a server without buckets. */
  public static LocalS3 start() throws Exception {
    URLClassLoader libraries = libraries();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(libraries);
    try {
      Object builder =
          libraries.loadClass("com.robothy.s3.rest.LocalS3").getMethod("builder").invoke(null);
      call(builder, "port", int.class, -1);
      call(builder, "mode", mode(libraries).getClass(), mode(libraries));
      Object server = call(builder, "build");
      call(server, "start");
      return new LocalS3(libraries, server, (int) call(server, "getPort"));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** For {@code lake.s3-endpoint}, with path style. */
  public String endpoint() {
    return endpoint;
  }

  /** Makes an empty bucket. */
  public LocalS3 createBucket(String name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + "/" + name))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("The bucket was refused: " + response);
    }

    return this;
  }

  @Override
  public void close() throws IOException {
    try {
      call(server, "shutdown");
    } catch (ReflectiveOperationException e) {
      throw new IOException("The S3 emulator did not stop", e);
    }

    libraries.close();
  }

  private static URLClassLoader libraries() throws IOException {
    File[] jars = LIBRARIES.toFile().listFiles((folder, name) -> name.endsWith(".jar"));
    if (jars == null || jars.length == 0) {
      throw new IOException(
          LIBRARIES.toAbsolutePath() + " is empty: run ./mvnw generate-test-resources");
    }

    List<URL> urls = new ArrayList<>();
    for (File jar : jars) {
      urls.add(jar.toURI().toURL());
    }

    return new URLClassLoader(
        "local-s3", urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private static Object mode(ClassLoader libraries) throws ReflectiveOperationException {
    return libraries
        .loadClass("com.robothy.s3.rest.bootstrap.LocalS3Mode")
        .getField("IN_MEMORY")
        .get(null);
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }

  private static void call(Object target, String method, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    target.getClass().getMethod(method, type).invoke(target, argument);
  }
}
