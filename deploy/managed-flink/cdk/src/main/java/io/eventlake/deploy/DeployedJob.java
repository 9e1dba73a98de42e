package io.eventlake.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A job as its file of properties has it: whatever is made for it is made from here. One that comes
 * brings a file, and nothing else.
 */
final class DeployedJob {

  /** The set of the one table that the job of the segments writes. */
  private static final String SEGMENTS = "segments";

  private static final String GROUP = "deploy";

  /** Of stacks of 0.1.0, where a resource with another id would be made anew. */
  private static final Map<String, String> APPLICATIONS = Map.of("segments", "SegmentHistory");

  private static final Map<String, String> STREAMS =
      Map.of("clickstream", "Events", "segments", "SegmentChanges");

  final String name;
  final JobProperties properties;

  private DeployedJob(JobProperties properties) {
    this.properties = properties;
    this.name = properties.require("job", "name");
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          properties + ": job.name must be small letters, digits and hyphens: " + name);
    }

    if (!Set.of("streaming", "batch").contains(kind())) {
      throw new IllegalArgumentException(
          properties + ": deploy.kind must be streaming or batch, not " + kind());
    }

    set();
  }

  /**
   * The jobs of all files {@code application-properties*.json} of a folder, by name.
   *
   * @throws UncheckedIOException when it cannot be read
   * @throws IllegalArgumentException when a file lacks what is needed, or two are of one job
   */
  static List<DeployedJob> all(Path folder) {
    List<DeployedJob> jobs = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.getFileName().toString().matches("application-properties.*[.]json"))
          .map(JobProperties::read)
          .map(DeployedJob::new)
          .forEach(jobs::add);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }

    jobs.sort(Comparator.comparing(job -> job.name));
    for (int i = 1; i < jobs.size(); i++) {
      if (jobs.get(i).name.equals(jobs.get(i - 1).name)) {
        throw new IllegalArgumentException(
            jobs.get(i - 1).properties + " and " + jobs.get(i).properties + " are of one job");
      }
    }

    return List.copyOf(jobs);
  }

  private String kind() {
    return properties.get(GROUP, "kind", "streaming");
  }

  /** Whether it is an application; a batch is run where somebody runs it. */
  boolean isStreaming() {
    return kind().equals("streaming");
  }

  /** The folder of {@code iceberg-ddl} that it writes. */
  String set() {
    return properties.require(GROUP, "set");
  }

  boolean isOfSegments() {
    return set().equals(SEGMENTS);
  }

  /** Its stream; of a batch none. */
  String stream() {
    return properties.require("source", "stream");
  }

  int parallelism() {
    return Integer.parseInt(properties.get(GROUP, "parallelism", "1"));
  }

  /** Of the daily snapshot. */
  String schedule() {
    return properties.get(GROUP, "schedule", "cron(15 3 * * ? *)");
  }

  /** In which the batch is run at least once. */
  int hours() {
    return Integer.parseInt(properties.get(GROUP, "hours", "26"));
  }

  /** Whether its sessions ask the segment table. */
  boolean asksSegments() {
    return properties.get("segments", "type", "none").equalsIgnoreCase("dynamodb");
  }

  /** The segment table that it reads or asks. */
  Optional<String> segmentTable() {
    return Optional.ofNullable(properties.get("segments", "table", null));
  }

  /** Those of the tables that are its own. */
  List<LakeTable> tables(Settings settings) {
    return settings.tables.stream().filter(table -> table.set().equals(set())).toList();
  }

  /** Those in the databases of its own: which they are is looked up there. */
  List<LakeTable> seen(Settings settings) {
    Set<String> prefixes =
        tables(settings).stream().map(LakeTable::prefix).collect(Collectors.toSet());
    return settings.tables.stream().filter(table -> prefixes.contains(table.prefix())).toList();
  }

  /** Whether it writes what became of events. */
  boolean isFamily(Settings settings) {
    return tables(settings).stream().anyMatch(table -> table.is("bronze", "events"));
  }

  /** Where rows come as long as events do. */
  boolean isBusy(LakeTable table) {
    return table.is("bronze", "events")
        || table.is("silver", "events")
        || table.is("ops", "record_counts")
        || names("busy-tables").contains(table.plainName());
  }

  /** Where rows come when sessions end. */
  boolean isOfSessions(LakeTable table) {
    return table.is("silver", "sessions") || names("session-tables").contains(table.plainName());
  }

  private List<String> names(String key) {
    return Arrays.stream(properties.get(GROUP, key, "").split(",")).map(String::strip).toList();
  }

  /** What the names of its resources in the templates begin with. */
  String id() {
    return Arrays.stream(name.split("-"))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  String applicationId() {
    return APPLICATIONS.getOrDefault(name, id());
  }

  String streamId() {
    return STREAMS.getOrDefault(name, id() + "Stream");
  }
}
