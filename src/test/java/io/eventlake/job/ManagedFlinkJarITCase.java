package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.testing.LakeComparison;
import io.eventlake.testing.LocalLake;
import io.eventlake.testing.Seed;
import io.eventlake.testing.cluster.FlinkCommand;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar for the service, as the build made it: what is in it, and that it runs on a Flink that
 * has nothing else, child first, with the service's property file. The service's Java is 11, this
 * machine's is not: what the classes are compiled for is read from them.
 */
@Timeout(300)
class ManagedFlinkJarITCase {

  private static final String SERVICES = "META-INF/services/";
  private static final String HADOOP = "org.apache.hadoop.";
  private static final String RELOCATED_HADOOP = "io.eventlake.shaded.org.apache.hadoop.";
  private static final int JAVA_11 = 55;

  /** What Flink loads from its own class path first (classloader.parent-first-patterns). */
  private static final List<String> PARENT_FIRST =
      List.of(
          "java/",
          "scala/",
          "com/esotericsoftware/kryo",
          "org/apache/hadoop/",
          "org/apache/logging",
          "org/apache/log4j",
          "ch/qos/logback",
          "org/slf4j",
          "org/rocksdb/",
          "org/xml",
          "javax/xml",
          "org/w3c");

  private static JarFile jar;
  private static Set<String> entries;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @BeforeAll
  static void open() throws IOException {
    Path file = Path.of("target", "eventlake-" + JobVersion.current() + "-managed-flink.jar");
    assertThat(file).as("made by ./mvnw package").exists();
    jar = new JarFile(file.toFile());
    entries = jar.stream().map(JarEntry::getName).collect(Collectors.toSet());
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void everyClassIsForJava11() throws IOException {
    List<String> newer = new ArrayList<>();
    int classes = 0;
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      JarEntry entry = all.nextElement();
      if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/versions/")) {
        classes++;
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
          in.readInt(); // the magic number
          in.readUnsignedShort(); // the minor version
          if (in.readUnsignedShort() > JAVA_11) {
            newer.add(entry.getName());
          }
        }
      }
    }

    assertThat(classes).isGreaterThan(30_000);
    assertThat(newer).isEmpty();
  }

  @Test
  void hasNothingThatFlinkBrings() throws IOException {
    Set<String> classes =
        entries.stream().filter(name -> name.endsWith(".class")).collect(Collectors.toSet());
    assertThat(classes)
        .noneMatch(name -> PARENT_FIRST.stream().anyMatch(name::startsWith))
        .contains("io/eventlake/shaded/org/apache/hadoop/conf/Configuration.class");

    Set<String> twice = new TreeSet<>();
    for (Path runtime : FlinkCommand.runtimeJars()) {
      try (JarFile flink = new JarFile(runtime.toFile())) {
        flink.stream()
            .map(JarEntry::getName)
            .filter(name -> name.startsWith("org/apache/flink/"))
            .filter(classes::contains)
            .forEach(twice::add);
      }
    }

    assertThat(twice).isEmpty();
    assertThat(entries)
        .doesNotContain("log4j2.properties")
        .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
    assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
        .isEqualTo(JobLauncher.class.getName());
  }

  @Test
  void everyServiceOfItsLibrariesIsStillThere() throws IOException {
    Map<String, Set<String>> wanted = new TreeMap<>();
    for (Path library : libraries()) {
      try (JarFile file = new JarFile(library.toFile())) {
        for (JarEntry entry : file.stream().filter(ManagedFlinkJarITCase::isService).toList()) {
          String service = entry.getName().substring(SERVICES.length());
          if (service.startsWith(HADOOP)) {
            continue; // its file systems and servers are left out
          }

          wanted
              .computeIfAbsent(relocated(service), name -> new TreeSet<>())
              .addAll(providers(file, entry).map(ManagedFlinkJarITCase::relocated).toList());
        }
      }
    }

    Map<String, Set<String>> found = new TreeMap<>();
    for (JarEntry entry : jar.stream().filter(ManagedFlinkJarITCase::isService).toList()) {
      found.put(
          entry.getName().substring(SERVICES.length()),
          providers(jar, entry).collect(Collectors.toCollection(TreeSet::new)));
    }

    // Of a library each: all but one would be lost where files are not merged.
    assertThat(wanted.get("software.amazon.awssdk.http.SdkHttpService")).hasSize(3);
    assertThat(found).isEqualTo(wanted);
  }

  @Test
  void runsTheJobOnAFlinkThatHasNothingElse() throws Exception {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.GZIP, 2_000);
    ExpectedLake expected = files.write(events(5_000));
    Map<String, String> properties = properties(files);
    properties.put("lake.catalog", "local");
    properties.put("lake.warehouse", directory.resolve("lake").toString());

    run(properties, expected, properties);
  }

  @Test
  @Tag("faults")
  void runsItOnGlueAndS3() throws Exception {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 2_000);
    ExpectedLake expected = files.write(events(2_000));
    try (LocalLake lake = LocalLake.start()) {
      Map<String, String> properties = properties(files);
      properties.putAll(lake.properties());

      run(properties, expected, lake.undisturbed());
    }
  }

  /** Runs the jar to the end of its input, and compares what is in the tables then. */
  private void run(
      Map<String, String> properties, ExpectedLake expected, Map<String, String> judged)
      throws Exception {
    try (LakeTables tables = new LakeTables(Lakes.of(JobOptions.parseLake(judged)))) {
      tables.apply();
    }

    Path file = Path.of(jar.getName());
    Path flink = directory.resolve("flink");
    try (FlinkCommand command = FlinkCommand.run(file, properties, flinkOptions(flink), flink)) {
      assertThat(command.ended().join()).as(command.output()).isZero();
    }

    LakeComparison.assertLake(JobOptions.parseLake(judged), expected);
  }

  /** What the service sets: checkpoints, RocksDB, the parallelism; child first is the default. */
  private static Map<String, String> flinkOptions(Path directory) {
    Map<String, String> options = new HashMap<>();
    options.put("parallelism.default", "1");
    options.put("state.backend.type", "rocksdb");
    options.put("execution.checkpointing.interval", "1 s");
    options.put("execution.checkpointing.dir", directory.resolve("checkpoints").toUri().toString());
    options.put("restart-strategy.type", "none");
    options.put("rest.bind-port", "0");
    options.put("rest.bind-address", "127.0.0.1");
    options.put("io.tmp.dirs", directory.resolve("tmp").toString());
    options.put("security.delegation.tokens.enabled", "false");
    return options;
  }

  private static Map<String, String> properties(GeneratedFiles files) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("job.name", "clickstream");
    properties.put("source.type", "files");
    properties.put("source.path", files.events().toString());
    properties.put("segments.type", "file");
    properties.put("segments.path", files.segments().toString());
    return properties;
  }

  private static GeneratorOptions events(int count) {
    return GeneratorOptions.events(count)
        .seed(Seed.of(ManagedFlinkJarITCase.class, 20_260_311))
        .build();
  }

  /** The jars that the job brings: all of the class path but Flink's runtime and the tests'. */
  private static List<Path> libraries() throws IOException {
    Set<String> names;
    try (Stream<Path> lib = Files.list(Path.of("target", "lib"))) {
      names = lib.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
    }

    List<Path> runtime = FlinkCommand.runtimeJars();
    Stream<Path> others =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> names.contains(path.getFileName().toString()))
            .filter(path -> !runtime.contains(path));
    Path own = Path.of("target", "eventlake-" + JobVersion.current() + ".jar");
    return Stream.concat(others, Stream.of(own)).toList();
  }

  private static boolean isService(JarEntry entry) {
    return entry.getName().matches(SERVICES + "[^/]+");
  }

  private static Stream<String> providers(JarFile file, JarEntry entry) throws IOException {
    String text = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    return text.lines().map(line -> line.replaceFirst("#.*", "").strip()).filter(l -> !l.isEmpty());
  }

  private static String relocated(String name) {
    return name.startsWith(HADOOP) ? RELOCATED_HADOOP + name.substring(HADOOP.length()) : name;
  }
}
