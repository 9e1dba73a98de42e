package io.eventlake.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;

/**
 * Reads configurations, whole or one group of them: knows which groups the jobs of a catalog bring,
 * so that a key of any job is known and one that no job has is refused.
 */
public final class OptionGroups {

  /** Of jobs that bring none. */
  static final OptionGroups NONE = new OptionGroups(new LinkedHashMap<>(), new HashSet<>());

  private final Map<String, List<OptionGroup<?>>> byJob;

  /** Jobs that read no source. */
  private final Set<String> batches;

  private OptionGroups(Map<String, List<OptionGroup<?>>> byJob, Set<String> batches) {
    this.byJob = byJob;
    this.batches = batches;
  }

  /** These and those of a job that reads a source. */
  public OptionGroups streaming(String job, List<OptionGroup<?>> groups) {
    Map<String, List<OptionGroup<?>>> all = new LinkedHashMap<>(byJob);
    all.put(job, List.copyOf(groups));
    requireApart(all);
    return new OptionGroups(all, batches);
  }

  /** These and those of a job that reads tables alone. */
  public OptionGroups batch(String job, List<OptionGroup<?>> groups) {
    Set<String> more = new HashSet<>(batches);
    more.add(job);
    return new OptionGroups(streaming(job, groups).byJob, more);
  }

  /** Before the first job. */
  public static OptionGroups none() {
    return NONE;
  }

  /** A name that two groups have would be read twice, by other rules. */
  private static void requireApart(Map<String, List<OptionGroup<?>>> byJob) {
    Map<String, OptionGroup<?>> named = new HashMap<>();
    OptionReader common = new OptionReader(new Configuration());
    new JobOptions(common, NONE);
    Set<String> taken =
        common.keys().stream()
            .map(key -> key.substring(0, key.indexOf('.')))
            .collect(Collectors.toSet());
    byJob
        .values()
        .forEach(
            groups ->
                groups.forEach(
                    group -> {
                      OptionGroup<?> other = named.putIfAbsent(group.name(), group);
                      if (other != null && other != group || taken.contains(group.name())) {
                        throw new IllegalArgumentException(
                            "There are two groups of options " + group);
                      }
                    }));
  }

  /** The groups that a job brings; none of one that is not known. */
  public List<OptionGroup<?>> of(String job) {
    return byJob.getOrDefault(job, List.of());
  }

  /** All groups that jobs bring, each once. */
  public List<OptionGroup<?>> all() {
    return byJob.values().stream()
        .flatMap(List::stream)
        .distinct()
        .collect(Collectors.toUnmodifiableList());
  }

  /** The jobs that bring a group. */
  public Set<String> jobsOf(OptionGroup<?> group) {
    Set<String> jobs = new TreeSet<>();
    byJob.forEach(
        (job, groups) -> {
          if (groups.contains(group)) {
            jobs.add(job);
          }
        });
    return jobs;
  }

  boolean readsSource(String job) {
    return !batches.contains(job);
  }

  OwnOptions own(OptionReader options, String job) {
    OwnOptions own = new OwnOptions();
    all().forEach(group -> own.read(group, options, of(job).contains(group)));
    return own;
  }

  /**
   * Parses {@code group.key} properties of a job.
   *
   * @throws ConfigException with every problem in one message
   */
  public JobOptions parse(Map<String, String> properties) {
    OptionReader reader = new OptionReader(Configuration.fromMap(properties));
    JobOptions options = new JobOptions(reader, this);
    reader.requireKnown(properties.keySet());
    reader.finish();
    return options;
  }

  /**
   * Only the lake's options, for commands that read tables: the configuration of a whole job will
   * do, its other groups are left unread.
   *
   * @throws ConfigException with every problem of the group {@code lake} in one message
   */
  public LakeOptions parseLake(Map<String, String> properties) {
    OptionReader reader = reader(properties, "lake.");
    LakeOptions lake = new LakeOptions(reader);
    reader.finish();
    return lake;
  }

  /** As {@link #parseSession}, the gap that ends a session. */
  public Duration parseGap(Map<String, String> properties) {
    return parseSession(properties).gap;
  }

  /**
   * Only what a session is, for commands that read tables.
   *
   * @throws ConfigException with every problem of the group {@code session} in one message
   */
  public SessionOptions parseSession(Map<String, String> properties) {
    OptionReader reader = reader(properties, "session.");
    SessionOptions session = new SessionOptions(reader);
    reader.finish();
    return session;
  }

  /**
   * Only how events are judged, for commands that read events but no lake.
   *
   * @throws ConfigException with every problem of the group {@code decode} in one message
   */
  public DecodeOptions parseDecode(Map<String, String> properties) {
    OptionReader reader = reader(properties, "decode.");
    DecodeOptions decode = new DecodeOptions(reader);
    reader.finish();
    return decode;
  }

  /**
   * Only the groups that jobs bring, each read as by another job.
   *
   * @throws ConfigException with every problem of theirs in one message
   */
  public OwnOptions parseOwn(Map<String, String> properties) {
    String[] groups = all().stream().map(group -> group.name() + ".").toArray(String[]::new);
    OptionReader reader = reader(properties, groups);
    OwnOptions own = own(reader, "");
    reader.finish();
    return own;
  }

  /**
   * Only where events come from, for commands that compare tables with it.
   *
   * @return null where the properties name no stream that a job reads
   * @throws ConfigException with every problem of the group {@code source} in one message
   */
  public SourceOptions parseStream(Map<String, String> properties) {
    OptionReader reader = reader(properties, "source.");
    SourceOptions source = new SourceOptions(reader, false);
    reader.finish();
    return source.type == SourceOptions.Type.KINESIS && source.stream != null ? source : null;
  }

  /**
   * Only the option {@code local.state-directory}, which must be set.
   *
   * @throws ConfigException when it is none of this machine
   */
  public Path parseStateDirectory(Map<String, String> properties) {
    OptionReader reader = reader(properties, LocalOptions.STATE_DIRECTORY.key());
    String directory = reader.localPath(LocalOptions.STATE_DIRECTORY);
    reader.finish();
    return Path.of(directory);
  }

  /** Of some groups; a key that no job has is a problem whatever its group, for it was mistyped. */
  private OptionReader reader(Map<String, String> properties, String... beginnings) {
    Map<String, String> ofGroups = new HashMap<>(properties);
    ofGroups.keySet().removeIf(key -> List.of(beginnings).stream().noneMatch(key::startsWith));
    OptionReader all = new OptionReader(new Configuration());
    new JobOptions(all, this);
    OptionReader reader = new OptionReader(Configuration.fromMap(ofGroups));
    reader.requireKnown(properties.keySet(), all);
    return reader;
  }
}
