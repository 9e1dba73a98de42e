package io.eventlake.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.stream.Stream;

/** The Maven project of the Spark benchmark, built by the wrapper of the main one. */
final class SparkProject {

  private static final String JAR = "eventlake-bench-spark-0.1.0.jar";

  private final Path home;

  /**
   * @param home root of the main project
   */
  SparkProject(Path home) {
    this.home = home;
  }

  /** Builds what is older than its sources, and returns the program, its libraries beside it. */
  Path build() throws IOException, InterruptedException {
    Path sources = home.resolve("src/bench/spark");
    Path jar = home.resolve("target/bench/spark").resolve(JAR);
    if (Files.exists(jar) && Files.getLastModifiedTime(jar).compareTo(newest(sources)) >= 0) {
      return jar;
    }
    System.err.println("Building the Spark benchmark (the first time this fetches Spark) ...");
    Process maven =
        new ProcessBuilder(
                home.resolve("mvnw").toString(),
                "-B",
                "-q",
                "-ntp",
                "-f",
                sources.resolve("pom.xml").toString(),
                "package")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (maven.waitFor() != 0) {
      throw new IOException("the build failed: ./mvnw -f src/bench/spark/pom.xml package");
    }

    return jar;
  }

  private static FileTime newest(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(SparkProject::modified).max(Comparator.naturalOrder()).orElseThrow();
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
